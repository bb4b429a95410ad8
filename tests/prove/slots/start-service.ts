import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { serverFlags } from '../../support/server-flags';
import type { JobName } from './service';

/** A service under test (service.ts) with its clock and its jobs in the prover's hand. */
export type Service = { child: ChildProcess; port: number; setClock(at: string): Promise<void>; run(job: JobName): Promise<void> };

/** `log` is where its lines go: a stream or an open file. */
export async function startService(cwd: string, databaseUrl: string, connections = 32, log: Writable | number = process.stderr): Promise<Service> {
  const child = spawn(process.execPath, [...serverFlags, '--import', 'tsx', 'tests/prove/slots/service.ts'], {
    cwd,
    env: { ...process.env, DATABASE_URL: databaseUrl, PG_MAX: String(connections), LOG_LEVEL: process.env.SERVICE_LOG ?? 'silent', NODE_OPTIONS: '' },
    stdio: ['ignore', log, typeof log === 'number' ? log : 'inherit', 'ipc'],
  });
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const waiting = new Map<number, () => void>();
  child.on('message', ({ done }: { done: number }) => waiting.get(done)?.());
  let number = 0;
  const ask = (message: { clock: string } | { job: JobName }) =>
    new Promise<void>((resolve) => {
      waiting.set(++number, resolve);
      child.send({ ...message, number });
    });
  return { child, port, setClock: (clock) => ask({ clock }), run: (job) => ask({ job }) };
}
