#!/usr/bin/env node
// Runs the sandbox with the arguments of the command line, and ends as it does.
import { spawn } from 'node:child_process';
import { program } from './index.js';

const child = spawn(program(), process.argv.slice(2), { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
