#!/usr/bin/env node
// Runs the sandbox with the arguments of the command line, and ends as it does.
import { spawn } from 'node:child_process';
import { program } from './index.js';

let file;
try {
  file = program();
} catch (error) {
  console.error(`tag-api-sandbox: ${error.message}`);
  process.exit(1);
}
const child = spawn(file, process.argv.slice(2), { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
