/** Child processes of the scripts: run to the end, or kept as the program itself until somebody stops it. */
import { spawn } from 'node:child_process';
import { Complaint } from './complaint.mjs';
import { ROOT } from './paths.mjs';

/**
 * Runs a command quietly. @returns {Promise<{code: number, output: string}>} both streams together
 */
export const run = (command, args) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
    let output = '';
    const collect = (chunk) => {
      output += chunk;
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code: code === null ? 1 : code, output }));
  });

/**
 * Starts a command that shares this terminal. Ctrl-C reaches it by itself; this process waits for it.
 * @returns {{done: Promise<number>, stop: () => void}} its exit code; `stop` asks it to end
 */
export const keep = (command, args) => {
  const child = spawn(command, args, { cwd: ROOT, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  const done = new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Complaint(`${command} cannot be started (${error.code}).`)));
    child.on('close', (code, signal) => resolve(code === null ? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1) : code));
  });
  const ignore = () => undefined;
  process.on('SIGINT', ignore);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return { done, stop: () => child.kill('SIGTERM') };
};
