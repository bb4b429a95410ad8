import type { Database } from '../../db/client';
import { runJobs } from '../../functions/jobs/index';
import { availableComplaintActions, complaintStatuses, mayHandleComplaint } from '../../shared/rules/complaint-flow';
import type { Actor } from '../../shared/rules/roles';
import { later } from '../../shared/rules/shanghai';
import { aPerson } from '../support/builders';
import { aCaseTown, type CaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';

/** F5, F6. Monday 23 November, 10:00 in Shanghai. */
const monday = '2026-11-23T02:00:00.000Z';
const due = '2026-11-30T15:59:59.999Z';

let service: TestServer;
let db: Database;
let town: CaseTown;
let filer: { id: string; token: string };

beforeAll(async () => {
  service = await startTestServer({ jobs: false });
  db = service.db;
  town = await aCaseTown(db);
});
afterAll(() => service?.stop());
beforeEach(async () => {
  service.clock.set(monday);
  filer = await aPerson(db, { name: '投诉群众' });
  await db`update complaint set status = 'answered' where status in ('filed', 'taken')`;
  await db`delete from notice`;
});

const said = { kind: 'service', text: '排了两个小时没有人理', anonymous: false } as const;
const file = (more: object = {}, token: string | undefined = filer.token, key?: string) =>
  service.call('complaints.file', { ...said, unitId: town.unitId, ...more }, token, key);
const filed = async (more: object = {}) => (await file(more)).body.id ?? '';
const told = async (personId: string) =>
  (await db<{ kind: string }[]>`select kind from notice where person_id = ${personId} order by kind`).map((row) => row.kind);
const ownerOf = async (id: string) => (await db<{ owner: string }[]>`select owner_id as owner from complaint where id = ${id}`)[0]?.owner;

test('goes to the head of the unit, due after five working days, and is answered by who has taken it', async () => {
  const { body } = await file();
  expect(body).toMatchObject({ code: null, dueAt: due });
  const id = body.id ?? '';
  expect(await told(town.unitHead.id)).toEqual(['staff_complaint_filed']);
  expect((await service.call('complaintDesk.answer', { id, text: '已经增开窗口' }, town.unitHead.token)).error?.code).toBe('wrong_state');
  expect((await service.call('complaintDesk.take', { id }, town.unitHead.token)).body).toMatchObject({ status: 'taken', personName: '投诉群众' });
  expect((await service.call('complaintDesk.answer', { id, text: '已经增开窗口' }, town.supervisor.token)).error?.code).toBe('wrong_state');
  await service.call('complaintDesk.answer', { id, text: '已经增开窗口，对不起' }, town.unitHead.token);
  const read = (await service.call('complaints.read', { id }, filer.token)).body;
  expect(read).toMatchObject({ status: 'answered', actions: [] });
  expect(read.history.map(({ action }) => action)).toEqual(['file', 'take', 'answer']);
  expect(await told(filer.id)).toEqual(['complaint_answered']);
});

test('comes from a refusal with its code and the page it was met on, which both sides see', async () => {
  const refused = { code: 'slot_full', doing: '确认预约' } as const;
  const id = await filed({ kind: 'not_done', refused });
  const words = expect.stringMatching(/约满/);
  expect((await service.call('complaintDesk.read', { id }, town.unitHead.token)).body.refused).toEqual({ ...refused, words });
  expect((await service.call('complaints.read', { id }, filer.token)).body.refused).toEqual({ ...refused, words });
  expect((await service.call('complaints.read', { id: await filed() }, filer.token)).body.refused).toBeNull();
  expect((await file({ refused: { ...refused, code: 'no_such_code' } })).error?.code).toBe('invalid_input');
  await db`update complaint set refused_code = 'gone_since' where id = ${id}`;
  expect((await service.call('complaints.read', { id }, filer.token)).body.refused).toEqual({ code: 'gone_since', doing: '确认预约', words: null });
});

test('goes to the next one up while the head has no bound account, and to the head again after', async () => {
  const bound = (endedAt: string | null) => db`update staff_binding set ended_at = ${endedAt} where person_id = ${town.unitHead.id}`;
  await bound(monday);
  try {
    expect(await ownerOf(await filed())).toBe(town.supervisor.id);
  } finally {
    await bound(null);
  }
  expect(await ownerOf(await filed())).toBe(town.unitHead.id);
});

test('is never seen or handled by the person complained of: it goes above, and is not there for them', async () => {
  for (const more of [{ about: '王负责警官' }, { text: '王负责在窗口骂人，不给办' }]) {
    const id = await filed(more);
    expect(await ownerOf(id)).toBe(town.supervisor.id);
    expect((await service.call('complaintDesk.read', { id }, town.unitHead.token)).error?.code).toBe('not_found');
    expect((await service.call('complaintDesk.take', { id }, town.unitHead.token)).error?.code).toBe('not_found');
    const list = (await service.call('complaintDesk.list', {}, town.unitHead.token)).body.complaints;
    expect(list.map((row) => row.id)).not.toContain(id);
    expect(await told(town.unitHead.id)).toEqual([]);
    // The database too: nobody is made its own judge.
    await expect(db`update complaint set owner_id = ${town.unitHead.id} where id = ${id}`).rejects.toThrow('complaint_not_its_own_judge');
  }
});

test('is not handled by who filed it, nor seen by other people or other units', async () => {
  const own = (await file({}, town.unitHead.token)).body.id ?? '';
  expect(await ownerOf(own)).toBe(town.supervisor.id);
  expect((await service.call('complaintDesk.read', { id: own }, town.unitHead.token)).error?.code).toBe('not_found');
  const id = await filed();
  expect((await service.call('complaints.read', { id }, (await aPerson(db, {})).token)).error?.code).toBe('not_found');
  expect((await service.call('complaintDesk.read', { id }, town.strangerHead.token)).error?.code).toBe('not_found');
  expect((await service.call('complaintDesk.read', { id }, town.handler.token)).error?.code).toBe('role_required');
});

describe('anonymous', () => {
  const key = 'anonymous-key-0001';
  test('nothing kept says who it was, and the same try gives the same code', async () => {
    const first = (await file({ anonymous: true }, filer.token, key)).body;
    expect(first).toMatchObject({ id: null, dueAt: due });
    expect((await file({ anonymous: true }, filer.token, key)).body.code).toBe(first.code);
    const rows = await db<{ id: string; row: string }[]>`select id, to_jsonb(c)::text as row from complaint c where code_hash is not null`;
    expect(rows).toHaveLength(1);
    const kept = await db<{ all: string }[]>`
      select (select coalesce(jsonb_agg(to_jsonb(e)), '[]')::text from complaint_event e where complaint_id = ${rows[0]?.id ?? ''})
        || (select coalesce(jsonb_agg(to_jsonb(n)), '[]')::text from notice n where subject_id = ${rows[0]?.id ?? ''}) as all`;
    expect(`${rows[0]?.row}${kept[0]?.all}`).not.toContain(filer.id);
    expect(await db`select 1 from idempotency where key = ${key}`).toHaveLength(0);
    const id = rows[0]?.id ?? '';
    const desk = (await service.call('complaintDesk.read', { id }, town.unitHead.token)).body;
    expect(desk).toMatchObject({ anonymous: true, personName: null });
    expect((await service.call('complaints.read', { id }, filer.token)).error?.code).toBe('not_found');
    await service.call('complaintDesk.take', { id }, town.unitHead.token);
    await service.call('complaintDesk.answer', { id, text: '已查明并整改' }, town.unitHead.token);
    const looked = (await service.call('complaints.lookUp', { code: first.code ?? '' })).body;
    expect(looked).toMatchObject({ status: 'answered' });
    expect(looked.history.at(-1)?.text).toBe('已查明并整改');
  });

  test('needs no sign-in, a named one does; a code that is none finds nothing', async () => {
    expect((await service.call('complaints.file', { ...said, anonymous: true })).status).toBe(200);
    expect((await service.call('complaints.file', said)).error?.code).toBe('sign_in_required');
    expect((await service.call('complaints.lookUp', { code: '2345678923456789' })).error?.code).toBe('not_found');
  });
});

test('F5: what cannot be done is looked at by the head of the unit, and tracked to its end', async () => {
  const id = await filed({ kind: 'not_done', text: '提示：这份清单的情形不能预约。我的情况不一样，请看看' });
  expect(await ownerOf(id)).toBe(town.unitHead.id);
  expect((await service.call('complaints.list', {}, filer.token)).body.complaints[0]).toMatchObject({ kind: 'not_done', actions: ['withdraw'] });
  expect((await service.call('complaints.withdraw', { id }, filer.token)).body.status).toBe('withdrawn');
});

test('past its deadline owner and the one above are told, once however many run at once; at the limit nobody', async () => {
  const id = await filed();
  await db`delete from notice`;
  const at = async (now: string) => {
    service.clock.set(now);
    return (await runJobs(service.room)).done.complaintsLate ?? 0;
  };
  expect(await at(due)).toBe(0);
  const runs = await Promise.all([at(later(due, 1)), at(later(due, 1))]);
  expect(runs[0] ?? 0).toBe(1 - (runs[1] ?? 0));
  expect(await at(later(due, 60_000))).toBe(0);
  expect(await told(town.unitHead.id)).toEqual(['staff_complaint_late']);
  expect(await told(town.supervisor.id)).toEqual(['staff_complaint_late']);
  expect(await ownerOf(id)).toBe(town.unitHead.id);
});

describe('the rule', () => {
  const actor = (personId: string, role: 'unit_head' | 'handler' = 'unit_head', unitPath = 'b/east/'): Actor => ({
    personId,
    enterprises: [],
    staff: [{ role, unitId: 'east', unitPath }],
  });
  const subject = { personId: 'filer', ownerId: 'owner', unitPath: 'b/east/', aboutIds: ['about'] };
  test.each([
    ['who it is about, even as its owner', actor('about'), false],
    ['who filed it', actor('filer'), false],
    ['a head of the unit', actor('head'), true],
    ['the owner with whatever role', actor('owner', 'handler'), true],
    ['a handler', actor('other', 'handler'), false],
    ['a head of another unit', actor('west', 'unit_head', 'b/west/'), false],
  ])('%s', (_, who, may) => {
    expect(mayHandleComplaint(who, subject)).toBe(may);
    for (const status of complaintStatuses)
      if (!may) expect(availableComplaintActions({ ...subject, status }, who).filter((action) => action !== 'withdraw')).toEqual([]);
  });
  test('a seeded rule that forgets whom it is about lets them judge themselves', () => {
    expect(mayHandleComplaint(actor('about'), { ...subject, aboutIds: [] })).toBe(true);
  });
});
