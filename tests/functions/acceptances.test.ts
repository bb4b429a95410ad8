import { insertChecklist } from '../../db/queries/checklists';
import { newId, newShortCode } from '../../functions/ids';
import type { Output } from '../../shared/contract/index';
import { runJobs } from '../../functions/jobs/index';
import type { ChecklistMaterial, MaterialForm } from '../../shared/rules/checklist';
import { addDays, shanghaiDay, shanghaiInstant } from '../../shared/rules/shanghai';
import { windowNoticeText } from '../../shared/text/one-time-notice';
import { aPerson, aSlot, aStaffMember } from '../support/builders';
import { readPdf } from '../support/pdf';
import { startTestServer, type TestServer } from '../support/server';

/** C13: what a window accepts, what it accepts as still to come, and what it tells in one go. */

let server: TestServer;
let hallId: string;
let elsewhere: string;
let counter = 0;
beforeAll(async () => {
  server = await startTestServer();
  const halls = await server.db<{ id: string }[]>`select id from hall order by id limit 2`;
  hallId = halls[0]?.id ?? '';
  elsewhere = halls[1]?.id ?? '';
});
afterAll(() => server?.stop());

const material = (id: string, name: string, form: MaterialForm): ChecklistMaterial => ({
  id,
  name,
  form,
  originals: 1,
  copies: form === 'original' ? 0 : 1,
  checkpoints: ['在有效期内'],
  source: '本人持有',
  sample: '',
  sharedData: false,
  because: [],
});

const threeMaterials = [
  material('id_card', '居民身份证', 'original'),
  material('lease_copy', '租赁合同复印件', 'copy'),
  material('household', '居民户口簿', 'original_and_copy'),
];

type Visit = { id: string; person: { id: string; token: string }; officer: { id: string; token: string }; item: string };

/** Somebody sits at a counter, in service. Another visit of the same person for the same item with `before`. */
async function served(days: number, before?: Visit, materials = threeMaterials): Promise<Visit> {
  const now = server.clock.now();
  // The one before stands up.
  await server.db`update queue_ticket set status = 'done' where status in ('called', 'serving', 'waiting')`;
  await server.db`update counter_shift set closed_at = ${now} where closed_at is null`;
  const item = before?.item ?? `T${newShortCode()}`;
  const person = before?.person ?? (await aPerson(server.db, { name: '何静雯' }));
  const officer = await aStaffMember(server.db, hallId, 'officer');
  const slot = await aSlot(server.db, { hallId, startsAt: new Date(Date.parse(now) + 1_812_345 + counter++).toISOString() });
  const code = newShortCode();
  const content = { item, version: 1, outcome: 'materials' as const, materials, notes: [], refusals: [], fees: [], totalFen: 0 };
  await insertChecklist(server.db, {
    id: newId('list', now),
    code,
    itemCode: item,
    itemVersion: 1,
    itemName: '测试事项',
    personId: null,
    answers: [],
    given: null,
    content: { ...content, promisedWorkingDays: days, statutoryWorkingDays: null, minutesAtWindow: 10, halls: [hallId] },
    createdAt: now,
    expiresAt: new Date(Date.parse(now) + 30 * 86_400_000).toISOString(),
  });
  const booked = await server.call('appointments.book', { slotId: slot.id, checklistCode: code }, person.token);
  if (booked.status !== 200) throw new Error(booked.text);
  const { id } = booked.body;
  await server.call('window.checkIn', { code: booked.body.code }, officer.token);
  const called = await server.call('queue.callNext', { hallId, counter: '1' }, officer.token);
  await server.call('queue.start', { id: called.body.ticket.id }, officer.token);
  return { id, person, officer, item };
}

const ok = ({ id, officer }: Visit, ...ids: string[]) =>
  Promise.all(ids.map((materialId) => server.call('window.tick', { id, materialId, state: 'ok' }, officer.token)));
const gap = ({ id, officer }: Visit, materialId: string, more: object = {}) =>
  server.call('window.tick', { id, materialId, state: 'gap', reason: 'not_brought', ...more }, officer.token);
const complete = ({ id, officer }: Visit) => server.call('window.complete', { id }, officer.token);
const mine = ({ id, person }: Visit) => server.call('appointments.read', { id }, person.token);
const today = () => shanghaiDay(server.clock.now());

/** The notices of a kind, once the jobs have run and at least so many are there. */
async function told(token: string, kind: string, least = 1): Promise<string[]> {
  for (let tries = 0; ; tries++) {
    await runJobs(server.room, server.clock.now());
    const { body } = await server.call('notices.list', {}, token);
    const found = body.notices.filter((one) => one.kind === kind).map((one) => one.body);
    if (found.length >= least || tries === 100) return found;
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Accepted with one copy still to come. */
async function withGap(days: number, supplyBy: string): Promise<Visit & { acceptanceId: string }> {
  const visit = await served(days);
  await ok(visit, 'id_card', 'household');
  await gap(visit, 'lease_copy', { supplyBy });
  const done = await complete(visit);
  if (!done.body.acceptance) throw new Error(done.text);
  return { ...visit, acceptanceId: done.body.acceptance.id };
}

describe('accepting', () => {
  test('an item that is done while the person waits is finished at once and makes no case', async () => {
    const visit = await served(0);
    await ok(visit, 'id_card', 'lease_copy', 'household');
    expect((await complete(visit)).body).toMatchObject({ status: 'fulfilled', acceptance: null });
    expect((await mine(visit)).body.acceptance).toBeNull();
  });

  test('an item of five working days becomes a case with a promised date that explains itself, the same for both sides', async () => {
    const visit = await served(5);
    await ok(visit, 'id_card', 'lease_copy', 'household');
    const done = await complete(visit);
    expect(done.body.acceptance).toMatchObject({ status: 'open', promisedWorkingDays: 5, gaps: [] });
    const [due] = await server.db<{ due: string }[]>`select due_at as due from acceptance where appointment_id = ${visit.id}`;
    expect(done.body.acceptance?.dueAt).toBe(due?.due);
    expect(done.body.acceptance?.explanation.join('')).toMatch(/不计入.*第 1/);
    expect((await mine(visit)).body.acceptance).toEqual(done.body.acceptance);
    expect(await told(visit.person.token, 'appointment_accepted')).toHaveLength(1);
  });

  test('the same request twice makes one case and gives one answer', async () => {
    const visit = await served(5);
    await ok(visit, 'id_card', 'lease_copy', 'household');
    const key = crypto.randomUUID();
    const send = () =>
      fetch(`${server.url}/api/window/appointments/${visit.id}/complete`, {
        method: 'POST',
        headers: { authorization: `Bearer ${visit.officer.token}`, 'content-type': 'application/json', 'idempotency-key': key },
        body: '{}',
      }).then((answer) => answer.text());
    const first = await send();
    expect(await send()).toBe(first);
    expect(await server.db`select from acceptance where appointment_id = ${visit.id}`).toHaveLength(1);
  });

  test('what is missing and not promised is not accepted', async () => {
    const visit = await served(5);
    await ok(visit, 'id_card', 'household');
    await gap(visit, 'lease_copy');
    expect((await complete(visit)).error).toMatchObject({ code: 'materials_missing', details: { materials: ['lease_copy'] } });
  });
});

describe('gaps', () => {
  test('a copy may follow, an original may not, and of an original with a copy only the copy', async () => {
    const visit = await served(5);
    const supplyBy = addDays(today(), 3);
    expect((await gap(visit, 'lease_copy', { supplyBy })).status).toBe(200);
    expect((await gap(visit, 'lease_copy', { supplyBy, reason: 'not_matching' })).error?.code).toBe('gap_not_allowed');
    expect((await gap(visit, 'id_card', { supplyBy })).error?.code).toBe('gap_not_allowed');
    expect((await gap(visit, 'household', { supplyBy })).error?.code).toBe('gap_not_allowed');
    expect((await gap(visit, 'household', { supplyBy, reason: 'copy_missing' })).status).toBe(200);
    expect((await gap(visit, 'lease_copy', { reason: 'other' })).error?.code).toBe('invalid_input');
  });

  test('the promised day is tomorrow at the earliest and the last working day of the limit at the latest', async () => {
    const visit = await served(5);
    const { body } = await server.call('window.read', { id: visit.id }, visit.officer.token);
    const { by, latest, explanation } = body.supply ?? { by: '', latest: '', explanation: [] };
    expect(explanation.join('')).toMatch(/5 ?个工作日/);
    expect(by > today() && by < latest).toBe(true);
    const codes = [];
    for (const supplyBy of [today(), addDays(today(), 1), latest, addDays(latest, 1)])
      codes.push((await gap(visit, 'lease_copy', { supplyBy })).error?.code ?? 'taken');
    expect(codes).toEqual(['supply_day_wrong', 'taken', 'taken', 'supply_day_wrong']);
  });

  test('an item done at once waits for what was promised, and the promise stands in the record of both sides', async () => {
    const supplyBy = addDays(today(), 4);
    const visit = await withGap(0, supplyBy);
    const { body } = await mine(visit);
    expect(body.acceptance).toMatchObject({ status: 'open', gaps: [{ name: '租赁合同复印件', supplyBy, suppliedAt: null, overdue: false }] });
    expect(shanghaiDay(body.acceptance?.dueAt ?? '')).toBe(supplyBy);
    expect(body.acceptance?.gaps[0]?.promise).toContain('本人承诺');
  });

  test('the own list says accepted, not done, until the result can be collected', async () => {
    const visit = await withGap(0, addDays(today(), 1));
    const listed = async () => (await server.call('appointments.list', {}, visit.person.token)).body.appointments.find(({ id }) => id === visit.id);
    expect(await listed()).toMatchObject({ status: 'fulfilled', acceptance: 'open' });
    await server.call('acceptances.supply', { id: visit.acceptanceId, materialId: 'lease_copy' }, visit.officer.token);
    await server.call('acceptances.complete', { id: visit.acceptanceId }, visit.officer.token);
    expect(await listed()).toMatchObject({ status: 'fulfilled', acceptance: 'completed' });
    const plain = await served(0);
    expect((await server.call('appointments.list', {}, plain.person.token)).body.appointments[0]?.acceptance).toBeNull();
  });

  test('any officer of the hall takes what follows and finishes the case, an officer of another hall finds nothing', async () => {
    const visit = await withGap(5, addDays(today(), 4));
    const { acceptanceId: id } = visit;
    const colleague = await aStaffMember(server.db, hallId, 'officer');
    const stranger = await aStaffMember(server.db, elsewhere, 'officer');
    const supply = (token: string) => server.call('acceptances.supply', { id, materialId: 'lease_copy' }, token);
    expect((await supply(stranger.token)).status).toBe(404);
    expect((await server.call('acceptances.complete', { id }, colleague.token)).error?.code).toBe('gaps_open');
    expect((await supply(colleague.token)).body.actions).toEqual(['complete']);
    expect((await supply(colleague.token)).error?.code).toBe('wrong_state');
    const done = await server.call('acceptances.complete', { id, note: '请带回执' }, colleague.token);
    expect(done.body).toMatchObject({ status: 'completed', endNote: '请带回执', actions: [] });
    expect((await server.call('acceptances.complete', { id }, colleague.token)).error?.code).toBe('wrong_state');
    expect((await mine(visit)).body.acceptance).toMatchObject({ status: 'completed' });
    expect(await told(visit.person.token, 'appointment_ready')).toEqual([expect.stringContaining('请带回执')]);
    const events = await server.db`select action, status from acceptance_event where acceptance_id = ${id} order by seq`;
    expect(events.map(({ action }) => action)).toEqual(['accept', 'supply', 'complete']);
  });

  test('people are reminded once, from ten o’clock two days before, and overdue gaps stand in a list from the day after', async () => {
    const began = server.clock.now();
    const supplyBy = addDays(today(), 5);
    const visit = await withGap(10, supplyBy);
    const overdue = async () => {
      const token = (await aStaffMember(server.db, hallId, 'officer')).token;
      const list = await server.call('acceptances.list', { hallId, scope: 'overdue' }, token);
      return list.body.acceptances.map(({ id }) => id).includes(visit.acceptanceId);
    };
    const reminders = async (least: number) => (await told(visit.person.token, 'appointment_gap_due', least)).length;
    const discontinue = (reason: string) => server.call('acceptances.discontinue', { id: visit.acceptanceId, reason }, visit.officer.token);
    const reason = '承诺的日期已过，没有补交';
    server.clock.set(new Date(Date.parse(shanghaiInstant(addDays(supplyBy, -2), '10:00')) - 1).toISOString());
    expect(await reminders(0)).toBe(0);
    server.clock.advance(1);
    expect(await reminders(1)).toBe(1);
    server.clock.set(shanghaiInstant(supplyBy, '12:00'));
    expect(await reminders(1)).toBe(1);
    expect(await overdue()).toBe(false);
    expect((await discontinue(reason)).error?.code).toBe('gap_not_overdue');
    server.clock.set(shanghaiInstant(addDays(supplyBy, 1), '00:00'));
    expect(await overdue()).toBe(true);
    expect((await discontinue(reason)).body).toMatchObject({ status: 'discontinued', endNote: reason });
    expect(await overdue()).toBe(false);
    expect(await told(visit.person.token, 'appointment_discontinued')).toEqual([expect.stringContaining(reason)]);
    server.clock.set(began);
  });
});

describe('what the hall is told and shown', () => {
  test('its officers hear once, when it opens, of a promised day and of a promised date that are over', async () => {
    const began = server.clock.now();
    const supplyBy = addDays(today(), 5);
    const visit = await withGap(10, supplyBy);
    const dueAt = (await mine(visit)).body.acceptance?.dueAt ?? '';
    const colleague = await aStaffMember(server.db, hallId, 'officer');
    const stranger = await aStaffMember(server.db, elsewhere, 'officer');
    // Other tests' cases of this hall are overdue by then as well.
    const about = async (who: { id: string }, kind: string) => {
      await Promise.all([runJobs(server.room, server.clock.now()), runJobs(server.room, server.clock.now())]);
      await runJobs(server.room, server.clock.now());
      const rows = await server.db`select from notice where person_id = ${who.id} and kind = ${kind} and subject_id = ${visit.id}`;
      return rows.length;
    };
    server.clock.set(shanghaiInstant(supplyBy, '23:59'));
    expect(await about(colleague, 'staff_gap_overdue')).toBe(0);
    server.clock.set(shanghaiInstant(addDays(supplyBy, 1), '07:59'));
    expect(await about(colleague, 'staff_gap_overdue')).toBe(0);
    server.clock.set(shanghaiInstant(addDays(supplyBy, 1), '08:00'));
    expect(await about(colleague, 'staff_gap_overdue')).toBe(1);
    expect(await about(visit.officer, 'staff_gap_overdue')).toBe(1);
    expect(await about(stranger, 'staff_gap_overdue')).toBe(0);
    expect(await about(colleague, 'staff_acceptance_overdue')).toBe(0);
    server.clock.set(shanghaiInstant(addDays(shanghaiDay(dueAt), 1), '08:30'));
    expect(await about(colleague, 'staff_acceptance_overdue')).toBe(1);
    expect(await about(colleague, 'staff_gap_overdue')).toBe(1);
    await server.call('acceptances.discontinue', { id: visit.acceptanceId, reason: '承诺的日期已过，没有补交' }, visit.officer.token);
    server.clock.set(began);
  });

  test('its list is given page by page, each case once, open and ended', async () => {
    const visit = await withGap(10, addDays(today(), 3));
    const many = 45;
    await server.db`
      insert into appointment select (jsonb_populate_record(a, jsonb_build_object('id', 'apt_' || lpad(n::text, 26, '0'), 'code', 'ZZZZ' || translate(lpad(n::text, 4, '0'), '0123456789', 'ABCDEFGHJK')))).*
      from appointment a, generate_series(1, ${many}) n where a.id = ${visit.id}`;
    await server.db`
      insert into acceptance (id, appointment_id, hall_id, owner_id, status, accepted_at, promised_working_days, due_at, explanation, ended_at)
      select 'acc_' || lpad(n::text, 26, '0'), 'apt_' || lpad(n::text, 26, '0'), x.hall_id, x.owner_id, case when n % 2 = 0 then 'open' else 'completed' end,
        x.accepted_at, 5, x.due_at + (n / 8) * interval '1 day', x.explanation, case when n % 2 = 1 then x.accepted_at + (n / 8) * interval '1 hour' end
      from acceptance x, generate_series(1, ${many}) n where x.id = ${visit.acceptanceId}`;
    for (const scope of ['open', 'ended'] as const) {
      const seen: { id: string; at: string }[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: Output<'acceptances.list'> = (
          await server.call('acceptances.list', { hallId, scope, ...(cursor ? { cursor } : {}) }, visit.officer.token)
        ).body;
        expect(page.acceptances.length).toBeLessThanOrEqual(20);
        seen.push(...page.acceptances.map(({ id, dueAt, endedAt }) => ({ id, at: (scope === 'open' ? dueAt : endedAt) ?? '' })));
        cursor = page.nextCursor;
      }
      const ids = seen.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const [row] = await server.db<{ count: number }[]>`
        select count(*)::int as count from acceptance where hall_id = ${hallId} and (status = 'open') = ${scope === 'open'}`;
      expect(ids).toHaveLength(row?.count ?? 0);
      expect(ids.length).toBeGreaterThan(20);
      const times = seen.map(({ at }) => at);
      expect(times).toEqual([...times].sort((one, other) => (one < other ? -1 : 1) * (scope === 'open' ? 1 : -1)));
    }
    const wrong = await server.call('acceptances.list', { hallId, scope: 'open', cursor: 'x' }, visit.officer.token);
    expect(wrong.error?.code).toBe('invalid_input');
  });
});

describe('the one-time notice', () => {
  const giveNotice = ({ id, officer }: Visit) => server.call('window.giveNotice', { id }, officer.token);

  /** Told that the lease copy is missing. */
  async function sentHome(): Promise<Visit> {
    const visit = await served(5);
    await ok(visit, 'id_card', 'household');
    await gap(visit, 'lease_copy');
    const told = await giveNotice(visit);
    if (told.status !== 200) throw new Error(told.text);
    return visit;
  }

  test('is refused before everything was looked at, and when nothing is missing', async () => {
    const visit = await served(5);
    await gap(visit, 'lease_copy');
    expect((await giveNotice(visit)).error).toMatchObject({ code: 'materials_unticked', details: { materials: ['id_card', 'household'] } });
    await ok(visit, 'id_card', 'household', 'lease_copy');
    expect((await giveNotice(visit)).error?.code).toBe('nothing_missing');
    await complete(visit);
  });

  test('names everything at once, is kept in the record, told, printed, and ends the visit without a result', async () => {
    const visit = await served(5);
    await ok(visit, 'id_card');
    await gap(visit, 'lease_copy', { note: '少了第二页' });
    await gap(visit, 'household', { reason: 'expired' });
    const ended = await giveNotice(visit);
    expect(ended.body).toMatchObject({ status: 'incomplete', actions: [], ticket: { status: 'done' } });
    const { body } = await mine(visit);
    expect(body.notice?.lines.map(({ name, why }) => [name, why])).toEqual([
      ['租赁合同复印件', '没带；少了第二页'],
      ['居民户口簿', '已过有效期'],
    ]);
    expect(await told(visit.person.token, 'appointment_incomplete')).toEqual([expect.stringContaining('租赁合同复印件、居民户口簿')]);
    const response = await fetch(`${server.url}/api/one-time-notices/${body.notice?.code}`);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    const text = readPdf(new Uint8Array(await response.arrayBuffer()))
      .pages.map(({ text }) => text)
      .join('')
      .replace(/\s/g, '');
    for (const words of [windowNoticeText.title, '租赁合同复印件', '少了第二页', '居民户口簿', '已过有效期', '何**'])
      expect(text).toContain(words.replace(/\s/g, ''));
    expect(text).not.toContain('何静雯');
  });

  test('is seen at the next visit for the same item, and at no other', async () => {
    const visit = await sentHome();
    const again = await served(5, visit);
    const read = await server.call('window.read', { id: again.id }, again.officer.token);
    expect(read.body.earlierNotice).toMatchObject({ lines: [{ name: '租赁合同复印件' }], beyond: ['id_card', 'household'] });
    const other = await served(5, { ...visit, item: `T${newShortCode()}` });
    expect((await server.call('window.read', { id: other.id }, other.officer.token)).body.earlierNotice).toBeNull();
  });

  test('what was in order at the last visit is asked for again only with a reason, which becomes an entry of improvement', async () => {
    const again = await served(5, await sentHome());
    expect((await gap(again, 'lease_copy')).status).toBe(200);
    expect((await gap(again, 'household')).error).toMatchObject({ code: 'beyond_notice', details: { material: 'household' } });
    expect((await gap(again, 'household', { beyond: { reason: 'doubtful', words: '太短了' } })).status).toBe(400);
    const beyond = { reason: 'doubtful', words: '户主页与上次出示的不一致' };
    const asked = await gap(again, 'household', { beyond });
    expect(asked.body.extras).toMatchObject([{ name: '居民户口簿', ...beyond }]);
    const [entry] = await server.db`select outcome from extra_material where appointment_id = ${again.id}`;
    expect(entry).toMatchObject({ outcome: null });
    await ok(again, 'id_card');
    expect((await giveNotice(again)).body.notice?.lines).toHaveLength(2);
  });
});
