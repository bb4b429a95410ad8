import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyAudit } from '../../db/audit-chain';
import { connect, type Database } from '../../db/client';
import { startEmbedded } from '../../db/embedded';
import { createSealer } from '../../db/sealed';
import { prepareDatabase } from '../../db/service-role';
import { auditChain } from '../../functions/jobs/audit-chain';
import type { ChainFaultKind } from '../../shared/rules/audit';
import { testSealKey } from '../support/test-city';

/**
 * K2: how long `onewindow audit verify` walks over a log of ENTRIES (1,000,000) that the job has linked, and whether it misses what was done to it.
 * Fails above 10 s, when the untouched log has a fault, and when a tampered one has none of the kind that it must have.
 */
const entries = Number(process.env.ENTRIES ?? 1_000_000);
const mostSeconds = 10;
const middle = Math.floor(entries / 2);
const last = entries - 10;

/** What is done to the log one after the other, each undone again: by the owner of the tables, who can put the triggers off. */
const tamperings: readonly { name: string; fault: ChainFaultKind; statement: string }[] = [
  { name: 'a word changed', fault: 'entry_changed', statement: `update audit_entry set reason = '例行' where id = ${middle}` },
  { name: 'an entry deleted', fault: 'entry_gone', statement: `delete from audit_entry where id = ${middle}` },
  {
    name: 'an entry deleted with its link',
    fault: 'links_missing',
    statement: `delete from audit_link where entry_id = ${middle}; delete from audit_entry where id = ${middle}`,
  },
  {
    name: 'two entries in each other’s place',
    fault: 'entry_changed',
    statement: `update audit_entry set actor_id = case id when ${middle} then 'per_${middle + 1}' else 'per_${middle}' end where id in (${middle}, ${middle + 1})`,
  },
  {
    name: 'the end cut off',
    fault: 'end_cut',
    statement: `delete from audit_entry where id > ${last}; delete from audit_link where entry_id > ${last}`,
  },
  {
    name: 'an entry written by hand',
    fault: 'never_linked',
    statement: `insert into audit_entry (at, endpoint, effect, subjects) values (now(), 'desk.read', 'read', '{}')`,
  },
];

const sealer = createSealer(testSealKey);

async function fill(db: Database): Promise<void> {
  await db`
    with entry as (
      insert into audit_entry (at, actor_id, endpoint, effect, subjects, reason)
      select now() - interval '30 days' + n * interval '1 s', 'per_' || n, 'desk.read', case n % 2 when 0 then 'read' else 'change' end,
        array['case_' || lpad(n::text, 26, '0'), 'ent_' || lpad((n % 614)::text, 26, '0')], case when n % 7 = 0 then '核对' end
      from generate_series(1, ${entries}) n returning id
    )
    insert into audit_waiting select id from entry`;
  await db`analyze`;
  while ((await auditChain({ database: db, sealer })).auditLinked > 0);
  await db`vacuum analyze`;
}

async function walked(db: Database) {
  const began = performance.now();
  const report = await verifyAudit(db, sealer, new Date().toISOString());
  return { ...report, seconds: (performance.now() - began) / 1000 };
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'onewindow-bench-'));
  const postgres = await startEmbedded({ dataDir: folder, mayMove: true, settings: { shared_buffers: '256MB', max_wal_size: '4GB' } });
  const db = connect(postgres.url, { statementTimeoutMs: 0, max: 2 });
  try {
    await prepareDatabase({ ownerUrl: postgres.url, databaseUrl: postgres.serviceUrl });
    const began = performance.now();
    await fill(db);
    console.log(`${entries} entries written and linked in ${((performance.now() - began) / 1000).toFixed(1)} s`);
    const clean = await walked(db);
    console.log(`untouched: ${clean.links} links, ${clean.faults.length} faults, ${clean.seconds.toFixed(1)} s (at most ${mostSeconds})`);
    if (clean.links !== entries || clean.faults.length > 0 || clean.seconds > mostSeconds) process.exitCode = 1;
    for (const table of ['audit_entry', 'audit_link', 'audit_head']) await db.unsafe(`alter table ${table} disable trigger user`);
    for (const { name, fault, statement } of tamperings) {
      const undone = new Error('undone');
      await db
        .begin(async (tx) => {
          await tx.unsafe(statement);
          const { faults } = await verifyAudit(tx, sealer, new Date().toISOString());
          const found = faults.some((one) => one.fault === fault);
          console.log(`${found ? 'found' : 'MISSED'}: ${name} (${faults.map((one) => one.fault).join(', ') || 'nothing'})`);
          if (!found) process.exitCode = 1;
          throw undone;
        })
        .catch((error: unknown) => {
          if (error !== undone) throw error;
        });
    }
  } finally {
    await db.end({ timeout: 2 });
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
