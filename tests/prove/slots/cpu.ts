import { readdirSync, readFileSync } from 'node:fs';
import type { Database } from '../../../db/client';

/** CPU seconds, user and system: how much a load costs, whoever else uses the machine meanwhile. */
export type Cpu = { clients: number; service: number; database: number };

/** Kernel ticks a second, as /proc counts on every Linux that Node runs on. */
const ticksASecond = 100;

/** What the load's own process, the service and the Postgres behind `db` have used so far; zeros for others where the system has no /proc. */
export async function cpuSoFar(db: Database, servicePid: number): Promise<Cpu> {
  const { user, system } = process.cpuUsage();
  const [row] = await db<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const all = processes();
  const postmaster = all.get(row?.pid ?? 0)?.parent;
  let database = 0;
  // sessions that ended are counted by the postmaster that waited for them
  for (const [pid, { parent, own, ended }] of all)
    if (parent === postmaster || pid === postmaster) database += own + (pid === postmaster ? ended : 0);
  return { clients: (user + system) / 1_000_000, service: all.get(servicePid)?.own ?? 0, database };
}

export const since = (before: Cpu, after: Cpu): Cpu => ({
  clients: after.clients - before.clients,
  service: after.service - before.service,
  database: after.database - before.database,
});

function processes(): Map<number, { parent: number; own: number; ended: number }> {
  const found = new Map<number, { parent: number; own: number; ended: number }>();
  for (const name of entries('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    // the command, in parentheses, may hold spaces
    const fields = read(`/proc/${name}/stat`).split(') ').at(-1)?.split(' ') ?? [];
    const [user, system, userOfEnded, systemOfEnded] = fields.slice(11, 15).map((ticks) => Number(ticks) / ticksASecond);
    if (user === undefined) continue;
    found.set(Number(name), { parent: Number(fields[1]), own: user + (system ?? 0), ended: (userOfEnded ?? 0) + (systemOfEnded ?? 0) });
  }
  return found;
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
