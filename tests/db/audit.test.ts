import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type ChainReport, verifyAudit } from '../../db/audit-chain';
import { recordAct } from '../../db/queries/audit';
import { auditChain } from '../../functions/jobs/audit-chain';
import { startTestServer, type TestServer } from '../support/server';
import { testSealKey } from '../support/test-city';

const entries = 20_000;
let service: TestServer;
beforeAll(async () => {
  service = await startTestServer({ now: new Date().toISOString(), jobs: false });
  await service.db`
    with entry as (
    insert into audit_entry (at, actor_id, endpoint, effect, subjects, reason)
    select ${service.clock.now()}::timestamptz + n * interval '1 ms', 'per_' || n, 'desk.readCase', case n % 2 when 0 then 'read' else 'change' end,
      array['case_' || n, 'per_' || n], case when n % 7 = 0 then '核对' end
    from generate_series(1, ${entries}) n returning id)
    insert into audit_waiting select id from entry`;
  while ((await auditChain(service.room)).auditLinked > 0);
});
afterAll(() => service?.stop());

const run = promisify(execFile);
const verify = (...words: string[]) =>
  run(process.execPath, ['cli/onewindow.mjs', 'audit', 'verify', ...words], {
    env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: service.databaseUrl, ONEWINDOW_SEAL_KEY: testSealKey },
  }).then(
    ({ stdout }) => ({ stdout, code: 0 }),
    (error: { stdout: string; code: number }) => ({ stdout: error.stdout, code: error.code }),
  );

const walked = (since?: string) => verifyAudit(service.db, service.room.sealer, new Date().toISOString(), since);

/** What somebody who owns the tables can do: the triggers are put off, the change made, looked at, and made undone. */
async function tampered(statements: readonly string[], since?: string): Promise<ChainReport['faults']> {
  for (const table of ['audit_entry', 'audit_link', 'audit_head']) await service.db.unsafe(`create table kept_${table} as table ${table}`);
  await service.db.unsafe(
    'alter table audit_entry disable trigger user; alter table audit_link disable trigger user; alter table audit_head disable trigger user',
  );
  for (const statement of statements) await service.db.unsafe(statement);
  const { faults } = await walked(since);
  await service.db.unsafe('truncate audit_entry, audit_link, audit_head');
  await service.db.unsafe(`
    insert into audit_entry overriding system value table kept_audit_entry;
    insert into audit_link table kept_audit_link; insert into audit_head table kept_audit_head;
    drop table kept_audit_entry, kept_audit_link, kept_audit_head;
    alter table audit_entry enable trigger user; alter table audit_link enable trigger user; alter table audit_head enable trigger user`);
  return faults;
}

const middle = entries / 2;

test('an untouched log verifies, and its head can be held against it later', async () => {
  const { stdout, code } = await verify();
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('0 处不符') });
  const head = stdout.match(/head (\d+:[0-9a-f]{64})/)?.[1] ?? '';
  expect(Number(head.split(':')[0])).toBeGreaterThanOrEqual(entries);
  expect((await verify('--since', head)).code).toBe(0);
}, 60_000);

test.each<[string, string[], string]>([
  ['a changed word', [`update audit_entry set reason = '例行' where id = ${middle}`], 'entry_changed'],
  ['a changed instant', [`update audit_entry set at = at + interval '1 ms' where id = ${middle}`], 'entry_changed'],
  ['a subject left out', [`update audit_entry set subjects = subjects[1:1] where id = ${middle}`], 'entry_changed'],
  ['an entry removed', [`delete from audit_entry where id = ${middle}`], 'entry_gone'],
  [
    'an entry removed with its link',
    [`delete from audit_link where entry_id = ${middle}`, `delete from audit_entry where id = ${middle}`],
    'links_missing',
  ],
  [
    'two entries that changed places',
    [
      `update audit_entry set actor_id = case id when ${middle} then 'per_${middle + 1}' else 'per_${middle}' end where id in (${middle}, ${middle + 1})`,
    ],
    'entry_changed',
  ],
  [
    'links moved up over a gap',
    [
      `delete from audit_link where entry_id = ${middle}`,
      `update audit_link set position = -position where position > ${middle}`,
      `update audit_link set position = -position - 1 where position < 0`,
    ],
    'entry_changed',
  ],
  ['the end cut off', [`delete from audit_entry where id > ${middle}`, `delete from audit_link where entry_id > ${middle}`], 'end_cut'],
  ['the record of the end removed', ['delete from audit_head'], 'end_changed'],
])(
  '%s is found',
  async (_, statements, fault) => {
    expect(await tampered(statements)).toContainEqual(expect.objectContaining({ fault }));
  },
  60_000,
);

test('the end cut off together with its record is found with the head that somebody kept', async () => {
  const { head } = await walked();
  const cut = [
    `delete from audit_entry where id > ${middle}`,
    `delete from audit_link where entry_id > ${middle}`,
    `update audit_head set position = l.position, hash = l.hash from (select position, hash from audit_link order by position desc limit 1) l`,
  ];
  expect(await tampered(cut)).toEqual([]);
  expect(await tampered(cut, head)).toEqual([expect.objectContaining({ fault: 'end_cut' })]);
}, 60_000);

test('the log is not altered by anybody who has not put its triggers off', async () => {
  for (const statement of [
    'update audit_entry set reason = null',
    'delete from audit_entry',
    'truncate audit_entry',
    'delete from audit_link',
    'update audit_link set position = 0',
    'delete from audit_head',
  ])
    await expect(service.db.unsafe(statement)).rejects.toThrow('not altered');
});

test('an entry that waits is no fault, one that has waited for an hour is, one that becomes visible after greater ones is linked', async () => {
  const waits = (at: string) => ({ at, actorId: 'per_waits', endpoint: 'desk.read', effect: 'read' as const, subjects: [], reason: null });
  await service.db.begin(async (tx) => {
    await recordAct(tx, waits(new Date().toISOString()));
    await recordAct(service.db, waits(new Date().toISOString()));
    expect(await auditChain(service.room)).toEqual({ auditLinked: 1 });
  });
  expect((await walked()).faults).toEqual([]);
  await recordAct(service.db, waits('2026-01-01T00:00:00.000Z'));
  expect((await walked()).faults).toEqual([{ fault: 'never_linked', count: 1 }]);
  expect(await auditChain(service.room)).toEqual({ auditLinked: 2 });
  expect((await walked()).faults).toEqual([]);
});

test('two jobs at once make one chain', async () => {
  await service.db`
    with entry as (
      insert into audit_entry (at, endpoint, effect, subjects) select ${service.clock.now()}, 'x', 'change', '{}' from generate_series(1, 5000) returning id
    )
    insert into audit_waiting select id from entry`;
  await Promise.all(Array.from({ length: 6 }, () => auditChain(service.room)));
  while ((await auditChain(service.room)).auditLinked > 0);
  expect((await walked()).faults).toEqual([]);
}, 60_000);

test('what the job links during a walk is no fault', async () => {
  let walking = true;
  const job = async () => {
    while (walking) {
      await recordAct(service.db, { at: service.clock.now(), actorId: null, endpoint: 'x', effect: 'change', subjects: [], reason: null });
      await auditChain(service.room);
    }
  };
  const linking = job();
  for (let walk = 0; walk < 5; walk += 1) expect((await walked()).faults).toEqual([]);
  walking = false;
  await linking;
}, 60_000);

test('wrong words are answered with the usage and exit 2', async () => {
  expect((await verify('--since', 'yesterday')).code).toBe(2);
}, 60_000);

test('entries that somebody wrote by hand are named at once and never linked; one removed while it waited is missed', async () => {
  await service.db`
    insert into audit_entry (at, actor_id, endpoint, effect, subjects) values ('2036-01-01', 'per_hand', 'desk.readCase', 'read', '{}')`;
  await service.db`insert into audit_waiting values (999999999)`;
  expect((await walked()).faults).toEqual([{ fault: 'never_linked', count: 1 }]);
  await auditChain(service.room);
  expect((await walked()).faults).toEqual([
    expect.objectContaining({ fault: 'entry_gone', entryId: 999999999 }),
    { fault: 'never_linked', count: 1 },
  ]);
}, 60_000);
