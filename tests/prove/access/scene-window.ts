import { generatePlaces } from '../../../db/content/places';
import { newId, newShortCode } from '../../../functions/ids';
import { hallCode } from '../../../functions/queue/hall-code';
import { runJobs } from '../../../functions/jobs/index';
import { relativeConsentVersion } from '../../../shared/rules/relatives';
import { later, shanghaiDay } from '../../../shared/rules/shanghai';
import { aChecklist, aSlot, apart } from '../../support/builders';
import { aBooking, aTownHall } from '../../support/town-hall';
import { anItem, firstRules, loadItems } from '../../support/test-item';
import { defaultSettings } from '../../../shared/rules/settings';
import { dayMs, hourMs, idNumber, must, secrets, type Someone, type Stage } from './stage';

/** Halls with tickets, appointments in every state, and what goes with them. */
export async function atTheWindow({ service, town, units, db, call, now, soon, who }: Stage) {
  const hall = await aTownHall(db, town, { id: `${units.east}-hall` });
  const near = await aTownHall(db, town, { id: `${units.east}-near`, latitude: 23.1 });
  const westHall = await aTownHall(db, { ...town, unitId: units.west }, { id: `${units.west}-hall`, latitude: 30 });
  await db.begin((tx) => generatePlaces(tx, { from: '2026-11-23', now, settings: defaultSettings }, [hall, near, westHall]));
  await db`update hall set counters = '["1","2","3","4"]'`;
  const item = 'access-item';
  const other = 'access-other-item';
  await loadItems(
    db,
    now,
    anItem(item, 1, '2026-01-01', firstRules, [hall, near, westHall]),
    anItem(other, 1, '2026-01-01', firstRules, [hall, near, westHall]),
  );
  const list = (personId?: string, halls = [hall, near], item?: string) =>
    aChecklist(db, { halls, ...(personId ? { personId } : {}), ...(item ? { item } : {}) });
  const slot = (hallId: string, startsAt = later(soon, apart())) => aSlot(db, { hallId, startsAt, places: 5 });
  const book = async (person: Someone, hallId = hall, more: object = {}, startsAt?: string, item?: string) => {
    const checklistCode = await list(undefined, [hallId, near], item);
    const { id: slotId } = await slot(hallId, startsAt);
    const made = must(await call('appointments.book', { slotId, checklistCode, ...more }, person.token));
    return { id: made.id, code: made.code, checklistCode };
  };
  const number = idNumber('21');
  secrets.kinNumber = number;
  const added = must(
    await call(
      'relatives.add',
      { name: '亲属甲', idKind: 'resident_id', idNumber: number, relation: 'parent', consent: { version: relativeConsentVersion, by: 'relative' } },
      who.holder.token,
    ),
  );
  const relativeId = added.relatives[0]?.id ?? '';
  must(await call('me.verifyRealName', { name: '亲属甲', idKind: 'resident_id', idNumber: number }, who.kin.token));
  const relativeList = await aChecklist(db, { halls: [hall, near], personId: who.kin.id });
  const booked = await book(who.citizen, hall, {}, undefined, item);
  const forKin = await book(who.holder, hall, { relativeId });
  const west = await book(who.passerby, westHall);

  const officer = who.officer.token;
  const atCounter = async (counter: string, by: string) => {
    const { id: slotId } = await slot(hall, later(now, 20 * 60_000 + apart()));
    const made = must(await call('appointments.book', { slotId, checklistCode: await list() }, who.citizen.token));
    const checked = must(await call('window.checkIn', { code: made.code }, officer));
    must(await call('queue.callNext', { hallId: hall, counter }, by));
    return { id: made.id, code: made.code, ticket: checked.ticket?.id ?? '' };
  };
  const complete = async () => {
    const one = await atCounter('1', officer);
    must(await call('queue.start', { id: one.ticket }, officer));
    must(await call('window.tick', { id: one.id, materialId: 'id_card', state: 'ok' }, officer));
    must(await call('window.complete', { id: one.id }, officer));
    return one;
  };
  const [finished, clean] = [await complete(), await complete()];
  const refused = await atCounter('1', officer);
  must(await call('queue.start', { id: refused.ticket }, officer));
  must(await call('window.tick', { id: refused.id, materialId: 'id_card', state: 'gap', reason: 'not_brought' }, officer));
  const noticed = must(await call('window.giveNotice', { id: refused.id }, officer));
  const extraAsked = must(await call('extras.ask', { id: booked.id, name: '婚姻登记档案', reason: 'doubtful', words: '登记信息对不上' }, officer));
  const called = await atCounter('2', who.unitHead.token);
  const refusing = await atCounter('3', who.bureauHead.token);
  must(await call('queue.start', { id: refusing.ticket }, who.bureauHead.token));
  must(await call('window.tick', { id: refusing.id, materialId: 'id_card', state: 'gap', reason: 'not_brought' }, who.bureauHead.token));
  const serving = await atCounter('1', officer);
  must(await call('queue.start', { id: serving.ticket }, officer));
  must(await call('window.tick', { id: serving.id, materialId: 'id_card', state: 'ok' }, officer));
  const walkIn = async (hallId: string, token: string) => must(await call('queue.walkIn', { hallId, itemCode: item }, token)).ticket.id;
  const served = await walkIn(hall, officer);
  must(await call('queue.callNext', { hallId: hall, counter: '4' }, who.secondOfficer.token));
  must(await call('queue.start', { id: served }, who.secondOfficer.token));
  const waiting = await walkIn(hall, officer);
  await walkIn(near, officer);
  await db`
    insert into counter_shift (id, hall_id, day, counter, officer_id, opened_at)
    values (${newId('shift', now)}, ${near}, ${shanghaiDay(now)}, '4', ${who.unbound.id}, ${now})`;
  const westTicket = await walkIn(westHall, who.westOfficer.token);
  const parked = await walkIn(hall, officer);
  await db`update queue_ticket set status = 'parked' where id = ${parked}`;
  const missedTicket = await walkIn(hall, officer);
  await db`update queue_ticket set status = 'missed' where id = ${missedTicket}`;
  const toArrive = await (async () => {
    const { id: slotId } = await slot(hall, later(now, 25 * 60_000 + apart()));
    return must(await call('appointments.book', { slotId, checklistCode: await list() }, who.citizen.token));
  })();
  await db`update appointment set status = 'confirmed' where id = ${toArrive.id}`;

  const missed = async (explained: boolean) => {
    const id = newId('apt', now);
    const { id: slotId } = await slot(hall, later(now, -dayMs - apart()));
    const code = await list();
    await db`
      insert into appointment (id, code, person_id, item_code, item_name, checklist_id, slot_id, hall_id, status, live_number, created_at)
      select ${id}, ${newShortCode()}, ${who.citizen.id}, item_code, item_name, id, ${slotId}, ${hall}, 'no_show', 1, ${later(now, -3 * dayMs)}
      from checklist where code = ${code}`;
    if (explained) must(await call('explanations.give', { id, words: '孩子发烧去了医院' }, who.citizen.token));
    return id;
  };
  const notExplained = await missed(false);
  const explained = await missed(true);

  const rebooked = await rebooking();
  const acceptance = await acceptedWithGap();
  const closing = async (hallId: string, by: string) => {
    const change = { kind: 'closure', date: '2026-12-03' } as const;
    return { hallId, change, digest: must(await call('hallCalendar.preview', { hallId, change }, by)).digest, reason: '停电检修' };
  };
  must(await call('hallCalendar.save', await closing(westHall, who.strangerHead.token), who.strangerHead.token));
  const closure = await closing(hall, who.unitHead.token);
  const waitEntry = await waitingInLine();
  const display = must(await call('display.make', { hallId: hall, name: '一号屏' }, who.unitHead.token));
  must(
    await call(
      'greenDocuments.check',
      { hallId: hall, identity: { name: '军人甲', idKind: 'resident_id', idNumber: idNumber('22') }, kind: 'military', until: '2027-05-01' },
      officer,
    ),
  );
  const [green] = await db<{ id: string }[]>`select id from green_document order by number desc limit 1`;
  const held = await slot(hall);
  const hold = must(await call('appointments.hold', { slotId: held.id }, who.citizen.token));
  const free = { east: (await slot(hall)).id, west: (await slot(westHall)).id };
  const entry = async (hallId: string) => (await db<{ id: string }[]>`select id from hall_day_entry where hall_id = ${hallId}`)[0]?.id ?? '';
  return {
    hall,
    westHall,
    near,
    item,
    relativeId,
    relativeList,
    ownList: await aChecklist(db, { item: other, halls: [hall, near], personId: who.citizen.id }),
    thirdList: await list(),
    openList: await aChecklist(db, { item: other, halls: [hall, near] }),
    booked,
    forKin,
    west,
    toArrive: { id: toArrive.id, code: toArrive.code },
    finished,
    refused: { ...refused, notice: noticed.notice?.code ?? '' },
    serving,
    called,
    tickets: { waiting, parked, missed: missedTicket, west: westTicket, serving: serving.ticket, called: called.ticket },
    notExplained,
    explained,
    rebooked,
    acceptance,
    waitEntry,
    display: { id: display.id, token: display.token },
    green: green?.id ?? '',
    hold: { id: hold.holdId, slotId: held.id },
    extra: extraAsked.id,
    free,
    entries: { east: await entry(rebooked.hall), west: await entry(westHall) },
    closure,
    refusing,
    served,
    hallCodes: { east: hallCode(service.room.sealer, hall) },
  };

  async function rebooking() {
    const shut = await aTownHall(db, town, { id: `${units.east}-shut` });
    await db.begin((tx) => generatePlaces(tx, { from: '2026-11-23', now, settings: defaultSettings }, [shut]));
    const checklistCode = await aChecklist(db, { halls: [shut, near] });
    const one = await aBooking(db, {
      hallId: shut,
      startsAt: '2026-11-25T01:00:00.000Z',
      checklistCode,
      appointmentId: newId('apt', now),
      createdAt: '2026-11-20T00:00:00.000Z',
      status: 'confirmed',
    });
    await db`update appointment set person_id = ${who.citizen.id}, live_number = 8 where id = ${one.id}`;
    const change = { kind: 'closure', date: '2026-11-25' } as const;
    const { digest } = must(await call('hallCalendar.preview', { hallId: shut, change }, who.unitHead.token));
    must(await call('hallCalendar.save', { hallId: shut, change, digest, reason: '停电检修' }, who.unitHead.token));
    for (let round = 0; round < 4; round += 1) await runJobs(service.room, now);
    const [row] = await db<{ id: string }[]>`select id from rebooking where appointment_id = ${one.id}`;
    return { hall: shut, appointment: one.id, id: row?.id ?? '' };
  }
  async function acceptedWithGap() {
    const of = async (id: string) => (await db<{ id: string }[]>`select id from acceptance where appointment_id = ${id}`)[0]?.id ?? '';
    const gap = await of(finished.id);
    await db`
      insert into acceptance_gap (acceptance_id, material_id, name, reason, promise, supply_by)
      values (${gap}, 'lease_copy', '租赁合同复印件', 'not_brought', '三日内补来', '2026-11-20')`;
    return { gap, clean: await of(clean.id) };
  }
  async function waitingInLine() {
    const startsAt = later(now, 3 * dayMs + hourMs * 9);
    const waitHall = `${units.east}-wait`;
    const opening = {
      slotMinutes: 30,
      minutesPerVisit: 10,
      shares: { public: 1, green_channel: 0, enterprise: 0, walk_in: 0 },
      weekday: [],
      weekend: [],
    };
    await db`
      insert into hall (id, unit_id, name, town, address, phone, latitude, longitude, counters, opening)
      select ${waitHall}, unit_id, '候补大厅', town, address, phone, latitude, longitude, counters, ${db.json(opening)} from hall where id = ${hall}`;
    const full = await aSlot(db, { hallId: waitHall, startsAt });
    const code = await aChecklist(db, { halls: [waitHall] });
    const taken = must(await call('appointments.book', { slotId: full.id, checklistCode: code }, who.outsider.token));
    const date = shanghaiDay(startsAt);
    const first = must(await call('waitList.join', { hallId: waitHall, date, checklistCode: code }, who.citizen.token));
    must(await call('appointments.cancel', { id: taken.id }, who.outsider.token));
    for (let round = 0; round < 4; round += 1) await runJobs(service.room, now);
    const ofKin = await aChecklist(db, { halls: [waitHall], personId: who.kin.id });
    return { id: first.entries[0]?.id ?? '', hallId: waitHall, date, ofKin };
  }
}
