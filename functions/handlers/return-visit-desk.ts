import type { Db, Tx } from '../../db/client';
import { type CaseRecord, lockCase, readCase } from '../../db/queries/cases';
import { readPerson } from '../../db/queries/people';
import { returnById, returnEventsOf, type ReturnRow, returnsWithin } from '../../db/queries/return-visits';
import { maskPhone, type Sealer } from '../../db/sealed';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { pathsHeld } from '../../shared/rules/access';
import { caseAllows, disputeEnds } from '../../shared/rules/case-flow';
import { mayCallReturn, seesReturn } from '../../shared/rules/return-visit';
import type { Actor } from '../../shared/rules/roles';
import type { Settings } from '../../shared/rules/settings';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { returnText } from '../../shared/text/return-visits';
import { dateText } from '../../shared/text/when';
import { currentCalendar } from '../calendar';
import type { Handlers } from '../call';
import { disputeCase } from '../cases/reopen';
import { notify } from '../notify';
import { answered, stepReturn, whoIsAsked } from '../return-visits';

const shown = 100;

/** E2 from the side of who calls. */
export const returnVisitDesk = {
  'returnVisitDesk.list': async ({ database, actor, input }) => {
    const reach = { personId: actor.personId, unitPaths: pathsHeld(actor, ['unit_head', 'supervisor']) };
    return { returns: (await returnsWithin(database, reach, input.which ?? 'open', shown)).map(rowView) };
  },

  'returnVisitDesk.read': async (call) => view(call.database, await visible(call.database, call.input.id, call.actor), call),

  'returnVisitDesk.reveal': (call) =>
    call.write(async (tx) => {
      const row = await visible(tx, call.input.id, call.actor, 'lock');
      const { phone } = await contact(tx, row, call.sealer);
      if (phone === null) return refuse('wrong_state', { phone });
      await stepReturn(tx, row, 'reveal', null, {}, { ...call, actorId: call.actor.personId });
      return { phone };
    }),

  'returnVisitDesk.takeDown': async (call) => {
    const calendar = await currentCalendar(call.database);
    return call.write(async (tx) => {
      const { id, result, text = null } = call.input;
      const { actor, now } = call;
      const doing = { ...call, actorId: actor.personId };
      // The case is locked first, as where the requester says so: two who wait for each other would never end.
      const before = (await lockCase(tx, (await visible(tx, id, actor)).caseId)) ?? refuse('not_found');
      const row = await visible(tx, id, actor, 'lock');
      const personId = await whoIsAsked(tx, row);
      if (result === 'not_reached') return view(tx, await stepReturn(tx, row, 'miss', text, { tries: row.tries + 1 }, doing), call);
      const change = { ...answered(result, 'phone', text), tries: row.tries + 1 };
      const after = await stepReturn(tx, row, 'reach', text, change, doing);
      if (result === 'not_solved' && caseAllows(before, 'dispute', now)) {
        if (before.requesterIsCaller)
          await disputeCase(tx, calendar, call, { id: before.id, text: text ?? returnText.notSolvedByPhone, side: 'staff' });
        else if (personId !== null) await tellWhatNext(tx, before, personId, now);
      }
      return view(tx, after, call);
    });
  },
} satisfies Handlers<'returnVisitDesk.'>;

/** What nobody who handled it sees, nor anybody else without part in it. */
async function visible(db: Db, id: string, actor: Actor, lock?: 'lock'): Promise<ReturnRow> {
  const row = await returnById(db, id, lock);
  return row && row.listedAt !== null && seesReturn(actor, row) ? row : refuse('not_found');
}

/** Whoever has a phone of ours opens it again there, by the same step as without a call. */
async function tellWhatNext(tx: Tx, { id, number, title, completedAt }: CaseRecord, personId: string, now: string): Promise<void> {
  if (completedAt === null) return;
  const due = dateText(shanghaiDay(disputeEnds(completedAt)), shanghaiDay(now));
  await notify(tx, { personId, kind: 'return_not_solved', subjectId: id, facts: { number, title, due }, now });
}

function rowView(row: ReturnRow): Output<'returnVisitDesk.list'>['returns'][number] {
  const { id, caseId, number, title, unitName, status, outcome, way, words, endedAt, finishedAt, listedAt, returnerName, tries } = row;
  return { id, caseId, number, title, unitName, status, outcome, way, words, endedAt, finishedAt, listedAt, returnerName, tries };
}

/** Whom to call, and by what number; none where none is known. */
async function contact(db: Db, row: ReturnRow, sealer: Sealer): Promise<{ name: string | null; phone: string | null }> {
  const personId = await whoIsAsked(db, row);
  if (personId === null) return { name: null, phone: null };
  const { name, phoneSealed } = await readPerson(db, personId);
  return { name, phone: phoneSealed && sealer.open({ table: 'person', column: 'phone', row: personId }, phoneSealed) };
}

type Viewer = { actor: Actor; settings: Settings; sealer: Sealer };

async function view(db: Db, row: ReturnRow, { actor, settings, sealer }: Viewer): Promise<Output<'returnVisitDesk.read'>> {
  const subject = await readCase(db, row.caseId);
  const { name, phone } = await contact(db, row, sealer);
  return {
    ...rowView(row),
    personName: name,
    phoneMasked: phone && maskPhone(phone),
    enterpriseName: subject?.enterpriseName ?? null,
    caseOutcome: row.caseOutcome,
    outcomeText: row.outcomeText,
    most: settings.returnTries,
    isCaller: subject?.requesterIsCaller ?? false,
    ratingId: subject?.requesterIsCaller ? row.occasionId : null,
    mayCall: mayCallReturn(actor, row),
    history: await returnEventsOf(db, row.id),
  };
}
