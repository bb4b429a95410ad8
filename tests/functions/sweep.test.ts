import { later } from '../../shared/rules/shanghai';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { queueLetter } from '../../db/queries/outbox';
import { newId } from '../../functions/ids';
import { runJobs } from '../../functions/jobs/index';
import { aChecklist, aPerson, aSlot } from '../support/builders';
import { aCaseTown, type CaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';

const monday = '2026-11-23T00:30:00.000Z';

let service: TestServer;
let town: CaseTown;

beforeAll(async () => {
  service = await startTestServer({ jobs: false });
  town = await aCaseTown(service.db);
});
afterAll(() => service?.stop());
beforeEach(() => service.clock.set(monday));

describe('what time brings', () => {
  const wednesday = '2026-11-25T01:30:00.000Z';
  const opening = {
    slotMinutes: 30,
    minutesPerVisit: 7,
    shares: { public: 3, green_channel: 1, enterprise: 0, walk_in: 0 },
    weekday: [{ from: '09:00', to: '10:00', staff: 1 }],
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
    const confirmed = inbox.filter((notice) => !notice.kind.startsWith('appointment_reminder'));
    expect(confirmed).toMatchObject([{ kind: 'appointment_confirmed', body: expect.stringContaining('试办大厅') }]);
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

  test('kept answers are forgotten after seven days, not at seven days', async () => {
    const keep = async (key: string, createdAt: string) =>
      service.db`insert into idempotency (actor, key, endpoint, body_hash, answer, created_at) values ('sweep', ${key}, 'x', '', '', ${createdAt})`;
    await keep('exactly', later(monday, -7 * 86_400_000));
    await keep('older', later(monday, -7 * 86_400_000 - 1));
    await runJobs(service.room);
    expect(await service.db`select key from idempotency where actor = 'sweep'`).toEqual([{ key: 'exactly' }]);
  });
});
