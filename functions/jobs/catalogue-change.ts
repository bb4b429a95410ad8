import type { Tx } from '../../db/client';
import {
  type FoundChange,
  insertChange,
  lastChange,
  liveAppointmentsWith,
  markTold,
  type OutdatedList,
  outdatedLists,
} from '../../db/queries/checklist-changes';
import { hallNames } from '../../db/queries/halls';
import { itemVersion } from '../../db/queries/items';
import type { ClaimedLetter } from '../../db/queries/outbox';
import { canonical } from '../../shared/rules/catalogue-plan';
import { checklistChange } from '../../shared/rules/checklist-change';
import { result } from '../../shared/rules/interview';
import type { Interview } from '../../shared/rules/interview-types';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { changesInShort } from '../../shared/text/checklist-changed';
import { dateText, whenText } from '../../shared/text/when';
import type { Room } from '../call';
import { notify } from '../notify';
import type { Outcome } from './outcome';

const batch = 100;

/** A new version of an item was stored: those whose list it changes are told (B9). What is left undone, the next round of `changedRules` does. */
export async function tellOfNewVersion(room: Room, letter: ClaimedLetter, now: string): Promise<Outcome> {
  const { code } = letter.payload;
  if (typeof code !== 'string') return { end: 'dead', error: 'a new version of no item' };
  await tellChanges(room, code, now);
  return { end: 'delivered' };
}

/**
 * What a letter at the time of the load cannot see: lists made with the older version afterwards, because the new one had not begun or the phone
 * still had the old one open, and appointments moved behind the change.
 */
export async function changedRules(room: Room, now: string): Promise<{ told: number }> {
  return { told: await tellChanges(room, null, now) };
}

/** Looks at every list that may be touched, each in its own transaction; answers how many people were told. Safe to run twice and at once. */
async function tellChanges(room: Room, code: string | null, now: string): Promise<number> {
  let told = 0;
  for (let after = ''; ; ) {
    const lists = await outdatedLists(room.database, { code, now, after, limit: batch });
    for (const list of lists) told += await tellOne(room, list, now);
    const last = lists.at(-1);
    if (!last || lists.length < batch) return told;
    after = last.id;
  }
}

async function tellOne({ database }: Room, list: OutdatedList, now: string): Promise<number> {
  const [before, after] = await Promise.all([
    itemVersion(database, list.itemCode, list.itemVersion),
    itemVersion(database, list.itemCode, list.toVersion),
  ]);
  if (!after) return 0;
  const found = { toVersion: list.toVersion, effectiveFrom: list.effectiveFrom, ...compare(list, before?.interview ?? null, after.interview) };
  return database.begin(async (tx) => {
    if (!(await insertChange(tx, list.id, { ...found, now }))) return 0;
    const earlier = await lastChange(tx, list.id, list.toVersion);
    if (saysTheSame(earlier, found)) return 0;
    return tell(tx, list, found, now);
  });
}

/**
 * What other rules make of the same answers, on the day on which the list's ages counted: so only the rules make a difference. A list from before
 * answers were kept has to be answered again when its rules changed at all.
 */
function compare(list: OutdatedList, before: Interview | null, after: Interview): Pick<FoundChange, 'change' | 'needsAnswers'> {
  if (!list.given) return { change: null, needsAnswers: before === null || rulesText(before) !== rulesText(after) };
  const content = result(after, list.given.answers, list.given.facts);
  return content ? { change: checklistChange(list.content, content), needsAnswers: false } : { change: null, needsAnswers: true };
}

const rulesText = ({ version, ...rules }: Interview) => canonical(rules);

/** Nothing said and nothing to say, or the same as was said of an earlier version. */
function saysTheSame(earlier: FoundChange | null, found: FoundChange): boolean {
  const said = (one: FoundChange | null) => canonical([one?.change ?? null, one?.needsAnswers ?? false]);
  return said(earlier) === said(found);
}

/** Everyone with an appointment behind the change is told of the appointment; the list's own person without one, of the list. */
async function tell(tx: Tx, list: OutdatedList, found: FoundChange, now: string): Promise<number> {
  const appointments = await liveAppointmentsWith(tx, list);
  const today = shanghaiDay(now);
  const changes = changesInShort(found, await hallNames(tx));
  const facts = { item: list.itemName, from: dateText(found.effectiveFrom, today), changes };
  let told = 0;
  for (const { id, personId, day, startsAt } of appointments) {
    if (day < found.effectiveFrom) continue;
    await notify(tx, { personId, kind: 'appointment_list_changed', subjectId: id, facts: { ...facts, when: whenText(startsAt, today) }, now });
    told += 1;
  }
  if (list.personId !== null && !appointments.some(({ personId }) => personId === list.personId)) {
    await notify(tx, { personId: list.personId, kind: 'checklist_changed', subjectId: list.code, facts, now });
    told += 1;
  }
  if (told > 0) await markTold(tx, list.id, found.toVersion, now);
  return told;
}
