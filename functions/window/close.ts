import type { Tx } from '../../db/client';
import { insertAcceptance, type NewAcceptance } from '../../db/queries/acceptances';
import { type AppointmentRow, otherItemsOf } from '../../db/queries/appointments';
import { checklistByCode } from '../../db/queries/checklists';
import { extrasOf } from '../../db/queries/extras';
import { handlersOfAppointment, insertOccasion } from '../../db/queries/occasions';
import { insertOneTimeNotice } from '../../db/queries/one-time-notices';
import { finishTicket, ticketOf } from '../../db/queries/queue';
import { type Tick, ticksOf } from '../../db/queries/ticks';
import { refuse } from '../../shared/contract/errors';
import { isDoneAtOnce, promisedLimit } from '../../shared/rules/acceptance-flow';
import { type AppointmentAction, availableAppointmentActions } from '../../shared/rules/appointment-flow';
import { sameMaterial } from '../../shared/rules/extra-material';
import { missingOf } from '../../shared/rules/gap';
import { shanghaiDay } from '../../shared/rules/shanghai';
import type { WorkCalendar } from '../../shared/rules/work-calendar';
import { gapReasonWords, gapRemedyWords, lastGapText, promiseText } from '../../shared/text/acceptances';
import { windowNoticeText } from '../../shared/text/one-time-notice';
import { dateText } from '../../shared/text/when';
import { explainDeadline } from '../../shared/text/work-time';
import { newId, newShortCode } from '../ids';
import { step } from '../queue/ticket';
import { change, refuseOthers, tell, type WindowCall } from './visit';

type Looked = {
  promisedWorkingDays: number;
  /** Everything that was looked at: materials of the list, and what was asked for beyond it. */
  entries: { id: string; name: string; source: string; words: string | null; tick: Tick }[];
};

/** The item is accepted: finished at once, or made a case with a promised date, in the transaction of the visit's end. */
export async function accept(call: WindowCall, tx: Tx, row: AppointmentRow, calendar: WorkCalendar, note: string | null): Promise<void> {
  const { promisedWorkingDays, entries } = await looked(call, tx, row, 'complete');
  const missing = missingOf(entries.map(({ tick }) => tick));
  if (missing.length > 0) refuse('materials_missing', { materials: missing.map(({ materialId }) => materialId) });
  const gaps = entries.flatMap(({ name, tick: { materialId, reason, note: said, supplyBy } }) =>
    reason !== null && supplyBy !== null ? [{ materialId, name, reason, note: said, supplyBy, promise: promiseText(name, supplyBy) }] : [],
  );
  if (gaps.some(({ supplyBy }) => supplyBy <= shanghaiDay(call.now))) refuse('supply_day_wrong');
  await end(call, tx, row, 'complete', note);
  await insertOccasion(tx, {
    id: newId('rate', call.now),
    subject: 'appointment',
    subjectId: row.id,
    place: 'on_site',
    title: row.itemName,
    personId: row.personId,
    unitId: row.hallUnitId,
    finishedAt: call.now,
    channel: 'window',
    itemCode: row.itemCode,
    handledBy: await handlersOfAppointment(tx, row.id),
  });
  if (isDoneAtOnce(promisedWorkingDays, gaps.length)) return tell(tx, row.id, 'appointment_fulfilled', call.now);
  const promised = promise(calendar, call.now, promisedWorkingDays, gaps);
  const { personId: ownerId } = call.actor;
  const visit = { appointmentId: row.id, hallId: row.hallId, ownerId, acceptedAt: call.now, promisedWorkingDays, gaps };
  await insertAcceptance(tx, { id: newId('acc', call.now), ...visit, ...promised });
  const gapWords = windowNoticeText.stillToCome(gaps.map(({ name, supplyBy }) => `${name}（${dateText(supplyBy)}前）`));
  await tell(tx, row.id, 'appointment_accepted', call.now, { due: dateText(shanghaiDay(promised.dueAt)), gaps: gapWords });
}

/** The visit ends without acceptance: everything that is missing is told in one go and kept. */
export async function giveNotice(call: WindowCall, tx: Tx, row: AppointmentRow): Promise<void> {
  const { entries } = await looked(call, tx, row, 'giveNotice');
  const lines = entries
    .filter(({ tick }) => tick.state === 'gap')
    .map(({ name, source, words, tick: { reason, note } }) => ({
      name,
      why: [reason ? gapReasonWords[reason] : '', note ?? '', words ?? ''].filter(Boolean).join('；'),
      how: [reason ? gapRemedyWords[reason] : '', source ? windowNoticeText.from(source) : ''].filter(Boolean).join('，'),
    }));
  if (missingOf(entries.map(({ tick }) => tick)).length === 0) refuse('nothing_missing');
  await end(call, tx, row, 'giveNotice', null);
  const told = { appointmentId: row.id, personId: row.personId, itemCode: row.itemCode, givenBy: call.actor.personId, givenAt: call.now };
  await insertOneTimeNotice(tx, { code: newShortCode(), ...told, lines });
  await tell(tx, row.id, 'appointment_incomplete', call.now, { material: lines.map(({ name }) => name).join('、') });
}

/** Everything of the list with its tick; refuses while something has not been looked at, so that nothing is told later. */
async function looked(call: WindowCall, tx: Tx, row: AppointmentRow, action: AppointmentAction): Promise<Looked> {
  refuseOthers(call, await ticketOf(tx, row.id));
  if (!availableAppointmentActions(row, 'officer', call.now, call.settings).includes(action)) refuse('wrong_state', { status: row.status });
  const list = await checklistByCode(tx, row.checklistCode);
  if (!list) throw new Error('an appointment without its checklist');
  const { materials, promisedWorkingDays } = list.content;
  const extras = (await extrasOf(tx, row.id)).filter(({ name }) => !materials.some((material) => sameMaterial(material.name, name)));
  const byId = new Map((await ticksOf(tx, row.id)).map((tick) => [tick.materialId, tick]));
  const all = [
    ...materials.map(({ id, name, source }) => ({ id, name, source, words: null })),
    ...extras.map(({ id, name, words }) => ({ id, name, source: '', words })),
  ];
  const entries = all.flatMap((entry) => {
    const tick = byId.get(entry.id);
    return tick ? [{ ...entry, tick }] : [];
  });
  const open = all.filter(({ id }) => !byId.has(id));
  if (open.length > 0) refuse('materials_unticked', { materials: open.map(({ id }) => id) });
  return { promisedWorkingDays, entries };
}

/** Ends this item of the visit; one ticket for the whole visit ends with its last item (C6). */
async function end(call: WindowCall, tx: Tx, row: AppointmentRow, action: 'complete' | 'giveNotice', note: string | null): Promise<void> {
  const ticket = await ticketOf(tx, row.id);
  await change(call, tx, row, action, note);
  const others = await otherItemsOf(tx, row.id);
  if (ticket && !others.some(({ status }) => status === 'in_service'))
    await step(call, tx, ticket, 'finish', () => finishTicket(tx, ticket.id, call.now));
}

function promise(
  calendar: WorkCalendar,
  now: string,
  days: number,
  gaps: readonly { supplyBy: string }[],
): Pick<NewAcceptance, 'dueAt' | 'explanation'> {
  const promised = promisedLimit(
    calendar,
    now,
    days,
    gaps.map(({ supplyBy }) => supplyBy),
  );
  if (promised.from === 'last_gap') return { dueAt: promised.at, explanation: [lastGapText(promised.date)] };
  const { deadline } = promised;
  if (!deadline.ok) return refuse('calendar_unknown');
  return { dueAt: deadline.at, explanation: explainDeadline(deadline) };
}
