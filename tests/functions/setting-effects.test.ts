import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { randomRelease } from '../../functions/booking';
import { newId, newShortCode } from '../../functions/ids';
import { runJobs } from '../../functions/jobs/index';
import { offerOthers } from '../../functions/rebooking';
import { availableAppointmentActions, lateChangeFrom } from '../../shared/rules/appointment-flow';
import { takeLimits } from '../../shared/rules/booking-limits';
import { gapsToRemind, tellsHall } from '../../shared/rules/gap';
import { greenDocumentProblem, greenGroundOn } from '../../shared/rules/green-ground';
import { noShowsCountFrom } from '../../shared/rules/no-show';
import { releasedAt } from '../../shared/rules/opening';
import { minutesPerService } from '../../shared/rules/queue-estimate';
import { placeInQueue } from '../../shared/rules/queue-order';
import { offerExpires } from '../../shared/rules/rebooking';
import { isIdle } from '../../shared/rules/second-factor';
import { reminderSpan } from '../../shared/rules/reminders';
import { defaultSettings, type SettingGroup, type SettingName, settingNames, settingRules, type Settings } from '../../shared/rules/settings';
import { addDays, later, shanghaiDay, shanghaiInstant } from '../../shared/rules/shanghai';
import { afterSkip } from '../../shared/rules/ticket-flow';
import { urgentDueAt } from '../../shared/rules/urgent-flow';
import { kindsOfBlock, kindsToTry } from '../../shared/rules/ways-to-place';
import { aChecklist, aPerson, aSlot, aStaffMember } from '../support/builders';
import { aCaseTown, type CaseTown } from '../support/case-town';
import { anIdNumber } from '../support/id-number';
import { startTestServer, type TestServer } from '../support/server';
import { setSettings } from '../support/settings';
import { testNow } from '../support/test-city';
import { anItem, loadItems } from '../support/test-item';
import { aTownHall } from '../support/town-hall';

/** The numbers of C1–C16 each change what they are for. Monday 23 November, 08:30. */

let server: TestServer;
let town: CaseTown;
const itemCode = 'setting-effects';
let hallId: string;
let officer: { id: string; token: string };
beforeAll(async () => {
  server = await startTestServer({ jobs: false });
  town = await aCaseTown(server.db);
  // A hall whose calendar opens no day: it has only the slots that the tests make.
  const never = {
    slotMinutes: 30,
    minutesPerVisit: 10,
    shares: { public: 1, green_channel: 0, enterprise: 0, walk_in: 0 },
    weekday: [],
    weekend: [],
  };
  hallId = await aTownHall(server.db, town, { pattern: never });
  officer = await aStaffMember(server.db, hallId, 'officer');
  await server.db`insert into staff_role (person_id, unit_id, role) values (${town.dutyPerson.id}, ${town.unitId}, 'officer')`;
  await loadItems(server.db, testNow, anItem(itemCode, 1, '2026-01-01', undefined, [hallId]));
});
afterAll(() => server?.stop());
beforeEach(() => server.clock.set(testNow));

const minutes = (count: number) => later(testNow, count * 60_000);
const minutesUntil = (instant: string) => (Date.parse(instant) - Date.parse(testNow)) / 60_000;
const today = shanghaiDay(testNow);
const soon = { startsAt: minutes(90), endsAt: minutes(120) };
let seconds = 0;
/** An instant of its own near this many minutes from now: a hall has one slot a beginning. */
const near = (count: number) => later(minutes(count), ++seconds * 1000);
const list = () => aChecklist(server.db, { halls: [hallId] });
const slotAt = (count: number, part: { places?: number; kind?: string } = {}) => aSlot(server.db, { hallId, startsAt: near(count), ...part });
const outcome = ({ error }: { error: { code: string } | null | undefined }) => error?.code ?? 'got';

async function booked(count: number, who?: { id: string; token: string }) {
  const person = who ?? (await aPerson(server.db));
  const slot = await slotAt(count);
  const { body } = await server.call('appointments.book', { slotId: slot.id, checklistCode: await list() }, person.token);
  return { id: body.id, person, slot };
}

/** Until when the person is blocked after so many missed appointments, in days. */
async function blockedAfter(missed: number): Promise<number | null> {
  const person = await aPerson(server.db);
  for (let count = 0; count < missed; count++) {
    const slot = await slotAt(-300 - count * 60);
    const id = newId('apt', testNow);
    await server.db`
      insert into appointment (id, code, person_id, item_code, item_name, checklist_id, slot_id, hall_id, status, live_number, created_at)
      select ${id}, ${newShortCode()}, ${person.id}, item_code, item_name, id, ${slot.id}, ${hallId}, 'confirmed', ${count + 1}, ${testNow}
      from checklist where code = ${await list()}`;
    expect((await server.call('window.noShow', { id }, officer.token)).status).toBe(200);
  }
  const [row] = await server.db<{ until: string | null }[]>`select online_booking_blocked_until as until from person where id = ${person.id}`;
  return row?.until ? minutesUntil(row.until) / 1440 : null;
}

/** For how many minutes a freed place is kept for the first in the line. */
async function offeredFor(): Promise<number | null> {
  const { id, person, slot } = await booked(3 * 1440);
  const waits = await aPerson(server.db);
  await server.call('waitList.join', { hallId, date: shanghaiDay(slot.startsAt), checklistCode: await list() }, waits.token);
  await server.call('appointments.cancel', { id }, person.token);
  await runJobs(server.room);
  const [entry] = (await server.call('waitList.list', {}, waits.token)).body.entries;
  return entry?.offer ? minutesUntil(entry.offer.until) : null;
}

/** How far ahead the nearest place lies that is offered to somebody whom the hall took the own one. */
async function offeredAhead(): Promise<number | null> {
  const { id } = await booked(45);
  const free = await Promise.all([slotAt(100), slotAt(200)]);
  await server.db.begin(async (tx) => offerOthers(tx, [id], { reason: '停电', settings: await settingsNow(), now: testNow }));
  const [row] = await server.db<{ startsAt: string }[]>`
    select s.starts_at as "startsAt" from rebooking r join slot s on s.id = r.slot_id where r.appointment_id = ${id}`;
  await server.db`delete from place where slot_id = any(${free.map((slot) => slot.id)})`;
  return row ? Math.floor(minutesUntil(row.startsAt) / 100) * 100 : null;
}

async function settingsNow(): Promise<Settings> {
  const { token } = await aStaffMember(server.db, hallId, 'administrator');
  const { settings } = (await server.call('settings.list', {}, token)).body;
  return Object.fromEntries(settings.map(({ name, value }) => [name, value])) as Settings;
}

/** Whether a walk-in gets a place of the share of a slot that begins in half an hour. */
async function walkInLane(): Promise<string> {
  const slot = await slotAt(30, { kind: 'walk_in' });
  const guide = await aStaffMember(server.db, hallId, 'guide');
  const { body } = await server.call('queue.walkIn', { hallId, itemCode }, guide.token);
  await server.db`delete from place where slot_id = ${slot.id}`;
  return body.ticket?.lane;
}

const urgentRequest = () => ({
  ...{ unitId: town.unitId, why: '明早八点的航班，身份证今天丢了', phone: '13800138000' },
  wantedBy: later(testNow, 43_200_000),
});
async function askedUrgently(times: number): Promise<string[]> {
  const { token } = await aPerson(server.db);
  const answers: string[] = [];
  for (let time = 0; time < times; time++) {
    const asked = await server.call('urgent.ask', urgentRequest(), token);
    answers.push(outcome(asked));
    if (asked.status === 200) await server.call('urgent.withdraw', { id: asked.body.id }, token);
  }
  return answers;
}

const groups = ['places', 'limits', 'green_channel', 'wait_list', 'no_show', 'window', 'queue', 'urgent'] as const satisfies readonly SettingGroup[];
type Shown = { [Name in SettingName]: (typeof settingRules)[Name]['group'] extends (typeof groups)[number] ? Name : never }[SettingName];
type Effect = { to: number; usual: unknown; changed: unknown; look: (settings: Settings) => unknown };

const effects: Record<Shown, Effect> = {
  daysAhead: { to: 7, usual: 14, changed: 7, look: async () => (await server.call('halls.days', { hallId })).body.days.length },
  newDayHour: { to: 13, usual: '2026-11-24T00:00:00.000Z', changed: '2026-11-24T05:00:00.000Z', look: (set) => releasedAt('2026-12-06', set) },
  holdMinutes: {
    to: 20,
    usual: 10,
    changed: 20,
    look: async () => {
      const hold = await server.call('appointments.hold', { slotId: (await slotAt(3000)).id }, (await aPerson(server.db)).token);
      return minutesUntil(hold.body.heldUntil);
    },
  },
  lateReleaseMinutes: {
    to: 1,
    usual: true,
    changed: false,
    look: (set) => Array.from({ length: 50 }, () => minutesUntil(randomRelease(testNow, set))).some((wait) => wait > 1),
  },
  enterpriseTakesPublic: { to: 1, usual: 1, changed: 2, look: (set) => kindsOfBlock(set).length },
  walkInTakesPublic: { to: 0, usual: 2, changed: 1, look: (set) => kindsToTry('walk_in', set).length },
  liveLimit: {
    to: 1,
    usual: 2,
    changed: 1,
    look: async () => {
      const person = await aPerson(server.db);
      const ids = [];
      for (let time = 0; time < 3; time++) ids.push((await booked(4000, person)).id);
      return ids.filter(Boolean).length;
    },
  },
  relativeLimit: {
    to: 1,
    usual: ['got', 'got'],
    changed: ['got', 'too_many_relatives'],
    look: async () => {
      const { token } = await aPerson(server.db);
      const answers = [];
      for (const name of ['何奶奶', '何爷爷']) {
        const consent = { version: '2026-11', by: 'relative' } as const;
        const relative = { name, idNumber: anIdNumber('19500301'), idKind: 'resident_id', relation: 'grandparent', consent } as const;
        answers.push(outcome(await server.call('relatives.add', relative, token)));
      }
      return answers;
    },
  },
  visitItems: {
    to: 1,
    usual: 'got',
    changed: 'too_many_items',
    look: async () => {
      const slot = await slotAt(5000);
      const also = [await list()];
      return outcome(
        await server.call('appointments.book', { slotId: slot.id, checklistCode: await list(), also }, (await aPerson(server.db)).token),
      );
    },
  },
  staffIdleMinutes: { to: 60, usual: true, changed: false, look: (set) => isIdle(testNow, set, minutes(45)) },
  triesPerMinute: { to: 5, usual: 6, changed: 5, look: () => triesOf(6) },
  deviceTriesPerMinute: { to: 5, usual: 6, changed: 5, look: () => triesOf(6) },
  reserveFlowsBackHours: { to: 48, usual: 24, changed: 48, look: (set) => minutesUntil(takeLimits(testNow, set).reserveEnds) / 60 },
  greenFromAge: {
    to: 65,
    usual: ['aged', '1966-11-23'],
    changed: [null, '1961-11-23'],
    look: (set) => [greenGroundOn({ birthDate: '1965-01-01', ...noDocument }, today, set), takeLimits(testNow, set).born60],
  },
  greenUnderAge: {
    to: 14,
    usual: ['young', '2010-11-23'],
    changed: [null, '2012-11-23'],
    look: (set) => [greenGroundOn({ birthDate: '2011-11-24', ...noDocument }, today, set), takeLimits(testNow, set).born16],
  },
  greenDocumentYears: { to: 2, usual: null, changed: 'too_far', look: (set) => greenDocumentProblem('2030-01-01', today, set.greenDocumentYears) },
  offerMinutes: { to: 45, usual: 30, changed: 45, look: offeredFor },
  waitLimit: {
    to: 1,
    usual: ['got', 'got'],
    changed: ['got', 'too_many_waits'],
    look: async () => {
      const { token } = await aPerson(server.db);
      const answers = [];
      for (const day of [6, 7]) {
        const { slot } = await booked(day * 1440);
        answers.push(outcome(await server.call('waitList.join', { hallId, date: shanghaiDay(slot.startsAt), checklistCode: await list() }, token)));
      }
      return answers;
    },
  },
  noShowsToBlock: { to: 1, usual: null, changed: 30, look: () => blockedAfter(1) },
  noShowWithinDays: { to: 30, usual: addDays(today, -90), changed: addDays(today, -30), look: (set) => noShowsCountFrom(today, set) },
  noShowBlockDays: { to: 10, usual: 30, changed: 10, look: () => blockedAfter(2) },
  lateCancelMinutes: { to: 60, usual: minutes(-30), changed: minutes(30), look: (set) => lateChangeFrom(soon.startsAt, set) },
  autoConfirmMinutes: {
    to: 120,
    usual: 'booked',
    changed: 'confirmed',
    look: async () => {
      const { id, person } = await booked(90);
      await runJobs(server.room);
      return (await server.call('appointments.read', { id }, person.token)).body.status;
    },
  },
  checkInOpensMinutes: { to: 90, usual: false, changed: true, look: (set) => mayCheckIn(testNow, set) },
  checkInClosesMinutes: { to: 20, usual: true, changed: false, look: (set) => mayCheckIn(later(soon.endsAt, 25 * 60_000), set) },
  rebookingHours: { to: 12, usual: 24, changed: 12, look: (set) => minutesUntil(offerExpires(testNow, minutes(9000), set)) / 60 },
  rebookingEndsMinutes: { to: 30, usual: 240, changed: 270, look: (set) => minutesUntil(offerExpires(testNow, minutes(300), set)) },
  rebookingAheadMinutes: { to: 90, usual: 200, changed: 100, look: offeredAhead },
  reminderMinutes: { to: 60, usual: minutes(-30), changed: minutes(30), look: (set) => reminderSpan('soon', soon.startsAt, set).from },
  reminderHour: {
    to: 15,
    usual: ['2026-11-22T02:00:00.000Z', false],
    changed: ['2026-11-22T07:00:00.000Z', true],
    look: (set) => [reminderSpan('day_before', soon.startsAt, set).from, gapsToRemind(shanghaiInstant(today, '14:59'), today, set) === null],
  },
  gapSupplyDays: { to: 2, usual: '2026-11-30', changed: '2026-11-25', look: async () => (await supplyDays())?.by },
  gapSupplyMostDays: { to: 10, usual: '2026-12-14', changed: '2026-12-07', look: async () => (await supplyDays())?.latest },
  gapRemindDays: { to: 4, usual: '2026-11-25', changed: '2026-11-27', look: (set) => gapsToRemind(minutes(300), today, set)?.until },
  overdueToldHour: { to: 10, usual: true, changed: false, look: (set) => tellsHall(testNow, today, set.overdueToldHour) },
  missedGoesBack: {
    to: 1,
    usual: 2,
    changed: 1,
    look: async () => {
      const guide = await aStaffMember(server.db, hallId, 'guide');
      await server.db`update queue_ticket set status = 'done', counter = null where status <> 'done'`;
      for (let one = 0; one < 3; one++) {
        await server.call('queue.walkIn', { hallId, itemCode }, guide.token);
        server.clock.advance(60_000);
      }
      const { id } = (await server.call('queue.callNext', { hallId, counter: '1' }, officer.token)).body.ticket;
      await server.call('queue.skip', { id }, officer.token);
      return (await server.call('queue.position', { id })).body.ahead;
    },
  },
  missedEndsAfter: { to: 2, usual: 'waiting', changed: 'missed', look: (set) => afterSkip(1, set) },
  greenHeadStartMinutes: { to: 5, usual: -15, changed: -5, look: (set) => minutesUntil(placeInQueue('green_channel', testNow, null, set)) },
  walkInBehindMinutes: { to: 40, usual: 20, changed: 40, look: (set) => minutesUntil(placeInQueue('walk_in', testNow, null, set)) },
  walkInExtraBehindMinutes: { to: 90, usual: 60, changed: 90, look: (set) => minutesUntil(placeInQueue('walk_in_extra', testNow, null, set)) },
  walkInAheadMinutes: { to: 10, usual: 'walk_in', changed: 'walk_in_extra', look: walkInLane },
  usualServiceMinutes: { to: 20, usual: 12, changed: 20, look: (set) => minutesPerService([], set) },
  usualServices: { to: 0, usual: 9, changed: 6, look: (set) => minutesPerService([6, 6, 6], set) },
  longestServiceMinutes: { to: 24, usual: 24, changed: 15, look: (set) => minutesPerService([240], set) },
  urgentAnswerMinutes: { to: 60, usual: 30, changed: 60, look: (set) => minutesUntil(urgentDueAt(testNow, set.urgentAnswerMinutes)) },
  urgentPerDay: { to: 1, usual: ['got', 'got'], changed: ['got', 'too_many_urgent'], look: () => askedUrgently(2) },
  urgentClosesHours: {
    to: 2,
    usual: 'answered',
    changed: 'closed',
    look: async () => {
      const { id } = (await server.call('urgent.ask', urgentRequest(), (await aPerson(server.db)).token)).body;
      await server.call('urgentDesk.take', { id }, town.dutyPerson.token);
      const answer = { answer: 'not_possible', reason: '夜间不能制证', instead: '乘机可办临时乘机证明' } as const;
      await server.call('urgentDesk.answer', { id, ...answer }, town.dutyPerson.token);
      server.clock.advance(3 * 3_600_000);
      await runJobs(server.room);
      return (await server.db`select status from urgent_request where id = ${id}`)[0]?.status;
    },
  },
};

const noDocument = { greenChannelUntil: null, greenChannelKind: null };
const mayCheckIn = (now: string, set: Settings) =>
  availableAppointmentActions({ status: 'confirmed', ...soon }, 'officer', now, set).includes('checkIn');

async function triesOf(times: number): Promise<number> {
  const { token } = await aPerson(server.db);
  let tried = 0;
  for (let time = 0; time < times; time++) {
    const slot = await slotAt(6000);
    if ((await server.call('appointments.hold', { slotId: slot.id }, token)).status === 200) tried += 1;
  }
  return tried;
}

async function supplyDays() {
  const { id } = await booked(60);
  return (await server.call('window.read', { id }, officer.token)).body.supply;
}

test.each(Object.entries(effects) as [Shown, Effect][])('%s changes what it is for', async (name, { to, usual, changed, look }) => {
  expect(await look(defaultSettings)).toEqual(usual);
  await setSettings(server, { [name]: to });
  server.clock.set(testNow);
  expect(await look(await settingsNow())).toEqual(changed);
  await setSettings(server, { [name]: defaultSettings[name] });
});

test('the numbers of every group have their effects here or in the tests of their rooms', () => {
  const elsewhere: SettingGroup[] = ['guide', 'figures', 'notices', 'consultations', 'follow_up', 'rates', 'keeping'];
  for (const name of settingNames) expect([...groups, ...elsewhere]).toContain(settingRules[name].group);
});
