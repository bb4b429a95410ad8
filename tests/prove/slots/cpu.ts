import { readdirSync, readFileSync } from 'node:fs';
import type { Database } from '../../../db/client';

/** CPU seconds, user and system: how much a load costs, whoever else uses the machine meanwhile. */
export type Cpu = { clients: number; service: number; database: number };

/** Kernel ticks a second, as /proc counts on every Linux that Node runs on. */
const ticksASecond = 100;

/** What the load's own process, the service and the sessions of the database of `db` have used so far; zeros for others where the system has no /proc. */
export async function cpuSoFar(db: Database, servicePid: number): Promise<Cpu> {
  const { user, system } = process.cpuUsage();
  const rows = await db<{ pid: number }[]>`select pid from pg_stat_activity where datname = current_database()`;
  const all = processes();
  const database = rows.reduce((sum, { pid }) => sum + (all.get(pid) ?? 0), 0);
  return { clients: (user + system) / 1_000_000, service: all.get(servicePid) ?? 0, database };
}

export const since = (before: Cpu, after: Cpu): Cpu => ({
  clients: after.clients - before.clients,
  service: after.service - before.service,
  database: after.database - before.database,
});

/** Of each process. */
function processes(): Map<number, number> {
  const found = new Map<number, number>();
  for (const name of entries('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    // the command, in parentheses, may hold spaces
    const fields = read(`/proc/${name}/stat`).split(') ').at(-1)?.split(' ') ?? [];
    const [user = 0, system = 0] = fields.slice(11, 13).map((ticks) => Number(ticks) / ticksASecond);
    found.set(Number(name), user + system);
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
