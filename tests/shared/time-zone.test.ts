import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const probe = join(import.meta.dirname, 'time-zone-probe.ts');

async function answersIn(zone: string, now?: string): Promise<{ offset: string; digest: string }> {
  const env = { ...process.env, TZ: zone, NODE_OPTIONS: '', ...(now ? { PROBE_NOW: now } : {}) };
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', probe], { env, cwd: join(import.meta.dirname, '../..') });
  const [offset = '', digest = ''] = stdout.trim().split(' ');
  return { offset, digest };
}

it('answers the same in three time zones and whatever the host clock says', async () => {
  const here = await answersIn('UTC');
  const others = await Promise.all([
    answersIn('Asia/Shanghai', '2026-12-31T15:59:59.000Z'),
    answersIn('America/New_York', '2026-02-14T02:00:00.000Z'),
    answersIn('UTC', '1988-07-01T00:00:00.000Z'),
  ]);
  expect([here, ...others].map((answer) => answer.offset)).toEqual(['0', '-480', '240', '0']);
  expect(here.digest).toMatch(/^[0-9a-f]{64}$/);
  for (const other of others) expect(other.digest).toBe(here.digest);
});
