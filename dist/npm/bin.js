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
// Should this process be killed, the pipe to a shell is closed, which ends the sandbox then.
const watcher = spawn('/bin/sh', ['-c', 'read -r _; kill "$1"', 'sh', String(child.pid)], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
watcher.on('error', () => {});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
// npx and npm pass no signal on when they are ended while they run it. A shell that has ended may leave a sandbox behind.
if (process.env.npm_command) {
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || child.kill(), 1000);
}
child.on('exit', (code, signal) => {
  watcher.kill('SIGKILL');
  process.exit(code ?? (signal ? 1 : 0));
});
