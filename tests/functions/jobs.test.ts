import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { claimLetters, finishLetter, queueLetter } from '../../db/queries/outbox';
import { newId } from '../../functions/ids';
import { runJobs } from '../../functions/jobs/index';
import { notify } from '../../functions/notify';
import { later } from '../../functions/ports/clock';
import { aChecklist, aPerson, aSlot } from '../support/builders';
import { type CaseTown, aCaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';

const monday = '2026-11-23T00:30:00.000Z';
const sendPath = '/cgi-bin/message/subscribe/send';

let service: TestServer;
let town: CaseTown;
let people = 0;

beforeAll(async () => {
  service = await startTestServer({ jobs: false });
  town = await aCaseTown(service.db);
  await service.db`
    insert into setting (name, value) values ('wechat_templates', ${service.db.json({ case_completed: 'T_done', appointment_confirmed: 'T_confirmed' })})
    on conflict (name) do update set value = excluded.value`;
});
afterAll(() => service?.stop());
beforeEach(async () => {
  service.clock.set(monday);
  await control('faults', 'DELETE').catch(() => undefined);
});

const control = (path: string, method = 'POST', body?: unknown) =>
  fetch(`${service.standInUrl}/stand-in/wechat/__stand-in/${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const arrived = async (openid: string) =>
  ((await (await control(`messages?openid=${openid}`, 'GET')).json()) as { messages: { templateId: string; data: unknown; page: string }[] })
    .messages;

/** Someone with a WeChat account who has granted so many messages, told that a request is closed. */
async function told(
  grants: number,
  { atWechat = grants }: { atWechat?: number } = {},
): Promise<{ openid: string; personId: string; letter: () => Promise<Record<string, unknown> | undefined> }> {
  const openid = `o_jobs_person_${String(++people).padStart(4, '0')}`;
  const { id: personId } = await aPerson(service.db);
  await service.db`update person set openid = ${openid} where id = ${personId}`;
  // WeChat knows whoever has opened the mini-program.
  await control('login', 'POST', { openid });
  if (grants > 0) await service.db`insert into subscribe_grant (person_id, kind, remaining) values (${personId}, 'case_completed', ${grants})`;
  for (let count = 0; count < atWechat; count++) await control('grant', 'POST', { openid, templateIds: ['T_done'] });
  await service.db.begin((tx) =>
    notify(tx, { personId, kind: 'case_completed', subjectId: null, facts: { number: 'D20261123-00001' }, now: monday }),
  );
  const letter = async () => {
    const [row] = await service.db<Record<string, unknown>[]>`
      select o.state, o.attempts, o.last_error as error, o.due_at as "dueAt" from outbox o join notice n on n.id = o.payload ->> 'noticeId'
      where n.person_id = ${personId}`;
    return row;
  };
  return { openid, personId, letter };
}
const grantsLeft = async (personId: string) => (await service.db`select remaining from subscribe_grant where person_id = ${personId}`)[0]?.remaining;

describe('a WeChat message', () => {
  test('is sent once with one grant, however many runs at once', async () => {
    const { openid, personId, letter } = await told(2);
    await Promise.all(Array.from({ length: 6 }, () => runJobs(service.room)));
    expect(await arrived(openid)).toMatchObject([{ templateId: 'T_done', data: { character_string1: 'D20261123-00001' } }]);
    expect(await letter()).toMatchObject({ state: 'delivered', attempts: 1 });
    expect(await grantsLeft(personId)).toBe(1);
  });

  test('without a grant is dropped, and the inbox has the notice', async () => {
    const { openid, personId, letter } = await told(0);
    await runJobs(service.room);
    expect(await arrived(openid)).toEqual([]);
    expect(await letter()).toMatchObject({ state: 'dropped', error: 'no grant' });
    expect(await service.db`select 1 from notice where person_id = ${personId}`).toHaveLength(1);
  });

  test('that WeChat has no grant for (43101) is dropped, and the ledger follows WeChat', async () => {
    const { personId, letter } = await told(3, { atWechat: 0 });
    await runJobs(service.room);
    expect(await letter()).toMatchObject({ state: 'dropped', error: expect.stringContaining('43101') });
    expect(await grantsLeft(personId)).toBe(0);
  });

  test('with a field that WeChat refuses (47003) is dead at once: another try would not help', async () => {
    const { letter } = await told(1);
    await control('faults', 'POST', { path: sendPath, errcode: 47003 });
    await runJobs(service.room);
    expect(await letter()).toMatchObject({ state: 'dead', attempts: 1, error: expect.stringContaining('47003') });
  });

  test('that could not be sent is tried again after growing pauses, not a millisecond earlier, with the one grant', async () => {
    const { openid, personId, letter } = await told(1);
    // 45011: too many calls this minute; nothing was sent.
    await control('faults', 'POST', { path: sendPath, errcode: 45011, times: 5 });
    await runJobs(service.room);
    const pauses: number[] = [];
    for (let attempt = 1; attempt <= 5; attempt++) {
      const waiting = await letter();
      expect(waiting).toMatchObject({ state: 'pending', attempts: attempt });
      pauses.push((Date.parse(String(waiting?.dueAt)) - Date.parse(service.clock.now())) / 1000);
      service.clock.set(later(String(waiting?.dueAt), -1));
      await runJobs(service.room);
      expect(await letter()).toMatchObject({ attempts: attempt });
      service.clock.advance(1);
      await runJobs(service.room);
    }
    expect(pauses).toEqual([60, 60, 60, 80, 160]);
    expect(await letter()).toMatchObject({ state: 'delivered', attempts: 6 });
    expect(await arrived(openid)).toHaveLength(1);
    expect(await grantsLeft(personId)).toBe(0);
  });

  test('is dead after eight tries, is shown to the administrator, and goes out when put back', async () => {
    const { openid, letter } = await told(1);
    await control('faults', 'POST', { path: sendPath, errcode: 45011, times: 8 });
    for (let attempt = 1; attempt <= 8; attempt++) {
      await runJobs(service.room);
      service.clock.advance(2 * 60 * 60_000);
    }
    expect(await letter()).toMatchObject({ state: 'dead', attempts: 8 });
    const seen = (await service.call('operations.deadLetters', {}, town.administrator.token)).body.letters;
    const dead = seen.find((one) => one.attempts === 8);
    expect(dead).toMatchObject({ kind: 'wechat_message', lastError: expect.stringContaining('45011') });
    for (const who of [town.supervisor, town.employee]) {
      expect((await service.call('operations.deadLetters', {}, who.token)).error?.code).toBe('role_required');
      expect((await service.call('operations.retry', { id: dead?.id as string }, who.token)).error?.code).toBe('role_required');
    }
    expect((await service.call('operations.retry', { id: dead?.id as string }, town.administrator.token)).status).toBe(200);
    expect((await service.call('operations.retry', { id: dead?.id as string }, town.administrator.token)).error?.code).toBe('not_found');
    await runJobs(service.room);
    expect(await letter()).toMatchObject({ state: 'delivered' });
    expect(await arrived(openid)).toHaveLength(1);
  });

  test('whose answer was lost is never on the phone twice, with one grant or with more', async () => {
    for (const grants of [1, 3]) {
      const { openid, letter } = await told(grants);
      await control('faults', 'POST', { path: sendPath, dropAfterEffect: true });
      for (let round = 0; round < 4; round++) {
        await runJobs(service.room);
        service.clock.advance(60 * 60_000);
      }
      expect([grants, (await arrived(openid)).length]).toEqual([grants, 1]);
      expect(await letter()).toMatchObject({ state: 'dropped', error: expect.stringContaining('may have arrived') });
    }
  });

  test('whose sender died is taken over when the lease ends, and not before', async () => {
    const { openid, letter } = await told(1);
    const claim = () => claimLetters(service.db, { now: service.clock.now(), leasedUntil: later(service.clock.now(), 60_000), limit: 100 });
    expect((await claim()).length).toBeGreaterThan(0);
    service.clock.advance(59_999);
    await runJobs(service.room);
    expect(await letter()).toMatchObject({ state: 'pending', attempts: 1 });
    service.clock.advance(1);
    await runJobs(service.room);
    expect(await letter()).toMatchObject({ state: 'delivered', attempts: 2 });
    expect(await arrived(openid)).toHaveLength(1);
  });
});

describe('the outbox', () => {
  test('gives each letter to one of many that claim at once', async () => {
    await runJobs(service.room);
    const ids = Array.from({ length: 60 }, () => newId('out', monday));
    for (const id of ids) await queueLetter(service.db, { id, kind: 'wechat_message', payload: { noticeId: 'none' }, now: monday });
    // Eight open connections first: else one of them would run the claims in turn.
    await Promise.all(Array.from({ length: 8 }, () => service.db`select pg_sleep(0.1)`));
    const claims = await Promise.all(
      Array.from({ length: 8 }, () => claimLetters(service.db, { now: monday, leasedUntil: later(monday, 60_000), limit: 20 })),
    );
    const taken = claims.flat().map((letter) => letter.id);
    expect(new Set(taken).size).toBe(taken.length);
    expect(ids.every((id) => taken.includes(id))).toBe(true);
    for (const letter of claims.flat()) await finishLetter(service.db, letter, { state: 'dropped', error: null, now: monday });
  });

  test('a sender whose lease has passed to another changes nothing any more', async () => {
    const id = newId('out', monday);
    await queueLetter(service.db, { id, kind: 'wechat_message', payload: { noticeId: 'none' }, now: monday });
    const [slow] = await claimLetters(service.db, { now: monday, leasedUntil: later(monday, 1_000), limit: 1 });
    const [next] = await claimLetters(service.db, { now: later(monday, 1_000), leasedUntil: later(monday, 60_000), limit: 1 });
    expect([slow?.id, next?.id, next?.abandoned]).toEqual([id, id, true]);
    if (!slow || !next) throw new Error('nothing claimed');
    expect(await finishLetter(service.db, slow, { state: 'dead', error: 'late', now: monday })).toBe(false);
    expect(await finishLetter(service.db, next, { state: 'delivered', error: null, now: monday })).toBe(true);
  });

  test('a letter nobody knows is dead, not lost', async () => {
    const id = newId('out', monday);
    await service.db`
      insert into outbox (id, kind, payload, state, attempts, due_at, created_at) values (${id}, 'pigeon', '{}', 'pending', 0, ${monday}, ${monday})`;
    await runJobs(service.room);
    expect(await service.db`select state, last_error as error from outbox where id = ${id}`).toEqual([
      { state: 'dead', error: 'unknown kind pigeon' },
    ]);
  });
});

describe('what time brings', () => {
  const wednesday = '2026-11-25T01:30:00.000Z';
  const opening = {
    slotMinutes: 30,
    weekday: [{ from: '09:00', to: '10:00', places: { public: 3, green_channel: 1, enterprise: 0, walk_in: 0 } }],
    weekend: [],
  };
  let number = 0;

  /** A booked appointment of Wednesday 09:30–10:00 at a hall of the town. */
  async function anAppointment(with_: { status?: string; personId?: string } = {}): Promise<{ id: string; personId: string; token: string }> {
    const hallId = `${town.unitId}-hall`;
    await service.db`
      insert into hall (id, unit_id, name, town, address, phone, latitude, longitude, counters, opening)
      values (${hallId}, ${town.unitId}, '试办大厅', ${town.town}, '试办路 1 号', '0769-00000000', 23, 113, '[]',
        ${service.db.json(opening)}) on conflict do nothing`;
    const person = with_.personId ? { id: with_.personId, token: '' } : await aPerson(service.db);
    const slot = await aSlot(service.db, { hallId, startsAt: later(wednesday, ++number) });
    await service.db`update slot set ends_at = ${later(wednesday, 30 * 60_000)} where id = ${slot.id}`;
    const code = await aChecklist(service.db, { halls: [hallId] });
    const id = newId('apt', monday);
    await service.db`
      insert into appointment (id, code, person_id, item_code, item_name, checklist_id, slot_id, hall_id, status, live_number, created_at)
      select ${id}, ${code}, ${person.id}, item_code, item_name, id, ${slot.id}, ${hallId}, ${with_.status ?? 'booked'}, ${number}, ${monday}
      from checklist where code = ${code}`;
    await service.db`
      insert into appointment_event (appointment_id, seq, at, action, status, by) values (${id}, 1, ${monday}, 'book', 'booked', 'applicant')`;
    return { id, personId: person.id, token: person.token };
  }
  const statusOf = async (id: string) => (await service.db<{ status: string }[]>`select status from appointment where id = ${id}`)[0]?.status;

  test('an appointment nobody confirmed is confirmed an hour before, once, and its person is told', async () => {
    const { id, token } = await anAppointment();
    service.clock.set(later(wednesday, -60 * 60_000));
    await runJobs(service.room);
    expect(await statusOf(id)).toBe('booked');
    service.clock.advance(number);
    await Promise.all(Array.from({ length: 4 }, () => runJobs(service.room)));
    expect(await statusOf(id)).toBe('confirmed');
    expect(await service.db`select action, by from appointment_event where appointment_id = ${id} and seq > 1`).toEqual([
      { action: 'confirm', by: 'system' },
    ]);
    await runJobs(service.room);
    const inbox = (await service.call('notices.list', {}, token)).body.notices;
    expect(inbox).toMatchObject([{ kind: 'appointment_confirmed', body: expect.stringContaining('试办大厅') }]);
  });

  test('who has not arrived when checking in closes has missed it; who has arrived has not', async () => {
    const missed = await anAppointment({ status: 'confirmed' });
    const here = await anAppointment({ status: 'arrived' });
    // The slot ends at 10:00; checking in late is open until 10:30.
    service.clock.set(later(wednesday, 60 * 60_000));
    await runJobs(service.room);
    expect(await statusOf(missed.id)).toBe('confirmed');
    service.clock.advance(1);
    await runJobs(service.room);
    expect([await statusOf(missed.id), await statusOf(here.id)]).toEqual(['no_show', 'arrived']);
    expect(await service.db`select online_booking_blocked_until as until from person where id = ${missed.personId}`).toEqual([{ until: null }]);
  });

  test('the second missed appointment within ninety days blocks online booking for thirty', async () => {
    const first = await anAppointment({ status: 'no_show' });
    const second = await anAppointment({ status: 'confirmed', personId: first.personId });
    const at = later(wednesday, 2 * 60 * 60_000);
    service.clock.set(at);
    await runJobs(service.room);
    expect(await statusOf(second.id)).toBe('no_show');
    expect(await service.db`select online_booking_blocked_until as until from person where id = ${first.personId}`).toEqual([
      { until: later(at, 30 * 86_400_000) },
    ]);
  });

  test('a booking letter becomes the notice of its person, and that of the officers of the hall', async () => {
    const { id, token } = await anAppointment();
    await service.db`update staff_role set hall_id = ${`${town.unitId}-hall`} where person_id = ${town.officer.id}`;
    for (const notice of ['appointment_booked', 'staff_appointment_booked']) {
      await queueLetter(service.db, { id: newId('out', monday), kind: 'appointment_notice', payload: { appointmentId: id, notice }, now: monday });
    }
    await Promise.all([runJobs(service.room), runJobs(service.room)]);
    expect((await service.call('notices.list', {}, token)).body.notices).toMatchObject([{ kind: 'appointment_booked', subjectId: id }]);
    const staffInbox = (await service.call('notices.list', {}, town.officer.token)).body.notices.filter((notice) => notice.subjectId === id);
    expect(staffInbox).toMatchObject([{ kind: 'staff_appointment_booked', body: expect.stringContaining('11月25日 周三 09:30') }]);
  });

  test('places exist fourteen days ahead: a day that comes into view gets its own, once however many run', async () => {
    await anAppointment();
    const placesOn = async (day: string) =>
      (
        await service.db`select count(*) from place p join slot s on s.id = p.slot_id where s.hall_id = ${`${town.unitId}-hall`} and s.day = ${day}`
      )[0]?.count;
    service.clock.set('2026-11-27T15:59:59.999Z');
    await runJobs(service.room);
    // 27 November and thirteen days more: Thursday 10 December is in view, Friday not yet.
    expect([await placesOn('2026-12-10'), await placesOn('2026-12-11')]).toEqual([8, 0]);
    service.clock.advance(1);
    const reports = await Promise.all(Array.from({ length: 4 }, () => runJobs(service.room)));
    expect(reports.flatMap((report) => report.failed)).toEqual([]);
    expect(await placesOn('2026-12-11')).toBe(8);
    // Saturday's pattern has no hours.
    expect(await placesOn('2026-12-05')).toBe(0);
  });

  test('a job that fails is named and keeps no other from its work', async () => {
    const { openid } = await told(1);
    await service.db`update hall set opening = '{"slotMinutes": "broken"}' where id = ${`${town.unitId}-hall`}`;
    await service.db`delete from content_load where name = 'places'`;
    expect((await runJobs(service.room)).failed).toEqual(['places']);
    expect(await arrived(openid)).toHaveLength(1);
    await service.db`update hall set opening = ${service.db.json(opening)} where id = ${`${town.unitId}-hall`}`;
    expect((await runJobs(service.room)).failed).toEqual([]);
  });

  test('kept answers are forgotten after seven days, not at seven days', async () => {
    const keep = async (key: string, createdAt: string) =>
      service.db`insert into idempotency (actor, key, endpoint, body_hash, answer, created_at) values ('sweep', ${key}, 'x', '', '', ${createdAt})`;
    await keep('exactly', later(monday, -7 * 86_400_000));
    await keep('older', later(monday, -7 * 86_400_000 - 1));
    await runJobs(service.room);
    expect(await service.db`select key from idempotency where actor = 'sweep'`).toEqual([{ key: 'exactly' }]);
  });
});

describe('the entry for scheduled work', () => {
  test('wants the secret, and refuses all calls when none is set', async () => {
    const { default: cron } = await import('../../functions/cron');
    const ask = (secret?: string, method = 'GET') =>
      cron.fetch(new Request('http://localhost/api/cron', { method, ...(secret ? { headers: { Authorization: `Bearer ${secret}` } } : {}) }));
    process.env.CRON_SECRET = '';
    expect((await ask()).status).toBe(401);
    process.env.CRON_SECRET = 'a-secret-for-cron';
    expect((await ask()).status).toBe(401);
    expect((await ask('another-secret')).status).toBe(401);
    expect((await ask('a-secret-for-cron', 'POST')).status).toBe(405);
    // Let in, it says what the environment lacks rather than half work.
    await expect(ask('a-secret-for-cron')).rejects.toThrow(/DATABASE_URL/);
    delete process.env.CRON_SECRET;
  });
});
