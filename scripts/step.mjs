import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs one long command quietly: says on standard error what it does, counts the seconds, keeps its output for the case that it fails.
 * @param {string} title one line for people
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string | undefined>, cwd?: string }} [options]
 * @returns {Promise<{ ok: boolean, output: string, seconds: number }>}
 */
export async function step(title, command, args, options = {}) {
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  process.stderr.write(`${title}\n`);
  const child = spawn(command, args, {
    cwd: options.cwd ?? root,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32' && command.endsWith('.cmd'),
  });
  let output = '';
  const keep = (chunk) => {
    output = (output + chunk).slice(-200_000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const stop = (signal) => child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  let stopped = '';
  const listeners = signals.map((signal) => {
    const listener = () => {
      stopped = signal;
      stop(signal);
    };
    process.on(signal, listener);
    return () => process.off(signal, listener);
  });
  const ticking = setInterval(() => process.stderr.write(`  … ${seconds()} s\n`), 20_000);
  const code = await new Promise((done) => {
    child.once('error', (error) => {
      output += error.message;
      done(1);
    });
    child.once('close', done);
  });
  clearInterval(ticking);
  for (const off of listeners) off();
  // stopped by the person in front of it: that is not a failure to report
  if (stopped) process.exit(0);
  if (code === 0) process.stderr.write(`  ✓ ${seconds()} s\n`);
  return { ok: code === 0, output, seconds: seconds() };
}

/** The last lines of a command's output, indented, for a person to read. */
export function tail(output, lines = 25) {
  return output
    .trim()
    .split('\n')
    .slice(-lines)
    .map((line) => `  ${line}`)
    .join('\n');
}

/** npm as it was called, or from the path. */
export function npm() {
  const called = process.env.npm_execpath;
  if (called?.endsWith('.js')) return { command: process.execPath, args: [called] };
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [] };
}
