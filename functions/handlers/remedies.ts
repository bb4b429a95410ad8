import type { Db, Tx } from '../../db/client';
import { remediesWithin, remedyById, type RemedyChange, remedyEventsOf, type RemedyRow } from '../../db/queries/remedies';
import { staffReaching } from '../../db/queries/staff';
import { maskPhone, type Sealer } from '../../db/sealed';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import {
  availableRemedyActions,
  type RemedyAction,
  remedyAllows,
  remedyFlow,
  remedyRoles,
  runningLimit,
  seesRemedy,
} from '../../shared/rules/remedy-flow';
import { pathsHeld } from '../../shared/rules/access';
import type { Actor } from '../../shared/rules/roles';
import { ratingLevelWords, ratingReasonWords } from '../../shared/text/ratings';
import { remedyText } from '../../shared/text/remedies';
import { currentCalendar } from '../calendar';
import type { Handlers } from '../call';
import { remedyLimits, stepRemedy, tellOfRemedy } from '../remedies';

const shown = 100;

/** E3 from the side of who takes low ratings up. The number is masked until somebody who is about to call says why. */
export const remedies = {
  'remedies.list': async ({ database, actor, input }) => {
    const unitPaths = pathsHeld(actor, remedyRoles);
    const rows = await remediesWithin(database, { personId: actor.personId, unitPaths }, input.which ?? 'open', shown);
    return { remedies: rows.map(rowView) };
  },

  'remedies.read': async (call) => view(call.database, visible(await remedyById(call.database, call.input.id), call.actor), call),

  'remedies.reveal': (call) =>
    call.write(async (tx) => {
      const { id, reason } = call.input;
      const row = visible(await remedyById(tx, id, 'lock'), call.actor);
      const phone = phoneOf(row, call.sealer);
      if (phone === null || !isToCall(row, call)) return refuse('wrong_state', { status: row.status });
      await stepRemedy(tx, row, { action: 'reveal', status: row.status, at: call.now, actorId: call.actor.personId, text: reason }, {});
      return { phone };
    }),

  'remedies.contact': (call) => {
    const { reached, text } = call.input;
    return step(call, reached ? 'contact' : 'tryContact', ({ tries }) =>
      reached ? { text, change: { contactedAt: call.now, tries: tries + 1 } } : { text: remedyText.notReached(text), change: { tries: tries + 1 } },
    );
  },

  'remedies.classify': async (call) => {
    const calendar = await currentCalendar(call.database);
    return step(call, 'classify', (row) => {
      const { dueAt, explanation } = remedyLimits(calendar, { ...row, kind: 'complex' }, call.settings);
      return { text: call.input.reason, change: { kind: 'complex', dueAt, explanation } };
    });
  },

  'remedies.verify': (call) => {
    const { finding, text } = call.input;
    return step(call, 'verify', () => ({ text: remedyText.verified(finding, text), change: { finding, findingText: text } }));
  },

  'remedies.solve': (call) => {
    const { text } = call.input;
    return step(call, 'solve', () => ({ text, change: { outcomeText: text, settledAt: call.now } }), tellRater);
  },

  'remedies.explain': (call) => {
    const { rule, text } = call.input;
    const change = { rule, outcomeText: text, settledAt: call.now };
    return step(call, 'explain', () => ({ text: remedyText.explained(rule, text), change }), tellRater);
  },

  'remedies.appeal': (call) => {
    const { ground, reason } = call.input;
    const change = { appealGround: ground, appealReason: reason, appealedBy: call.actor.personId };
    return step(
      call,
      'appeal',
      () => ({ text: remedyText.appealed(ground, reason), change }),
      async (tx, row) => {
        for (const { id } of await staffReaching(tx, 'supervisor', row.unitPath)) {
          if (id !== row.appealedBy && id !== row.raterId && !row.handledBy.includes(id))
            await tellOfRemedy(tx, row, 'staff_remedy_appealed', id, { reason: remedyText.appealed(ground, reason) }, call.now);
        }
      },
    );
  },

  'remedies.review': (call) => {
    const { uphold, reason } = call.input;
    const reviewed = { reviewedBy: call.actor.personId, reviewReason: reason };
    const change = uphold ? { ...reviewed, outcomeText: reason, settledAt: call.now } : reviewed;
    return step(
      call,
      uphold ? 'upholdAppeal' : 'refuseAppeal',
      () => ({ text: reason, change }),
      async (tx, row, now) => {
        if (uphold) await tellRater(tx, row, now);
        const outcome = uphold ? remedyText.upheld : remedyText.refused;
        if (row.appealedBy) await tellOfRemedy(tx, row, 'staff_remedy_reviewed', row.appealedBy, { outcome, reason }, now);
      },
    );
  },
} satisfies Handlers<'remedies.'>;

type Writing = {
  input: { id: string };
  actor: Actor;
  now: string;
  sealer: Sealer;
  write(effect: (tx: Tx) => Promise<Output<'remedies.read'>>): Promise<Output<'remedies.read'>>;
};
type After = (tx: Tx, row: RemedyRow, now: string) => Promise<void>;

/** One step of an order in one transaction: locked, looked at, allowed, done, told, and shown as it then stands. */
function step(
  call: Writing,
  action: RemedyAction,
  plan: (row: RemedyRow) => { text: string; change: RemedyChange },
  after?: After,
): Promise<Output<'remedies.read'>> {
  const { actor, now } = call;
  return call.write(async (tx) => {
    const before = visible(await remedyById(tx, call.input.id, 'lock'), actor);
    const status = remedyFlow[before.status][action];
    if (status === undefined || !remedyAllows(before, action, now)) return refuse('wrong_state', { status: before.status });
    if (!availableRemedyActions(before, actor, now).includes(action)) refuse('role_required');
    const { text, change } = plan(before);
    const row = await stepRemedy(tx, before, { action, status, at: now, actorId: actor.personId, text }, change);
    await after?.(tx, row, now);
    return view(tx, row, call);
  });
}

/** The rater hears the result and may say how it was. */
async function tellRater(tx: Tx, row: RemedyRow, now: string): Promise<void> {
  const { status, outcomeText } = row;
  const outcome = status === 'solved' || status === 'explained' || status === 'not_counted' ? remedyText.settled[status] : '';
  await tellOfRemedy(tx, row, 'rating_remedied', row.raterId, { outcome, reason: outcomeText ?? '' }, now);
}

const visible = (row: RemedyRow | null, actor: Actor): RemedyRow => (row && seesRemedy(actor, row) ? row : refuse('not_found'));

const rowView = (row: RemedyRow): Output<'remedies.list'>['remedies'][number] => ({
  id: row.id,
  title: row.title,
  unitName: row.unitName,
  ownerName: row.ownerName,
  levelWord: ratingLevelWords[row.level],
  kind: row.kind,
  status: row.status,
  openedAt: row.openedAt,
  next: runningLimit(row),
});

type Viewer = { actor: Actor; now: string; sealer: Sealer };

/** Whether the rater may be called now, by this actor. */
const isToCall = (row: RemedyRow, { actor, now }: Pick<Viewer, 'actor' | 'now'>): boolean =>
  availableRemedyActions(row, actor, now).includes('contact');

const phoneOf = ({ raterId, phoneSealed }: RemedyRow, sealer: Sealer): string | null =>
  phoneSealed && sealer.open({ table: 'person', column: 'phone', row: raterId }, phoneSealed);

async function view(db: Db, row: RemedyRow, { actor, now, sealer }: Viewer): Promise<Output<'remedies.read'>> {
  const phone = phoneOf(row, sealer);
  return {
    ...rowView(row),
    subject: row.subject,
    place: row.place,
    channel: row.channel,
    finishedAt: row.finishedAt,
    reasons: row.reasons.map((reason) => ratingReasonWords[reason]),
    words: row.words,
    anonymous: row.isAnonymous,
    contact: isToCall(row, { actor, now }) ? { name: row.raterName, phoneMasked: phone && maskPhone(phone) } : null,
    contactDueAt: row.contactDueAt,
    contactedAt: row.contactedAt,
    tries: row.tries,
    dueAt: row.dueAt,
    explanation: row.explanation,
    finding: row.finding,
    findingText: row.findingText,
    result: row.outcomeText,
    rule: row.rule,
    settledAt: row.settledAt,
    appeal: row.appealGround && row.appealReason ? { ground: row.appealGround, reason: row.appealReason, review: row.reviewReason } : null,
    resultWord: row.resultLevel === null ? null : ratingLevelWords[row.resultLevel],
    resultWords: row.resultWords,
    history: (await remedyEventsOf(db, row.id)).map(({ at, action, actorName, text }) => ({ at, action, by: actorName, text })),
    actions: availableRemedyActions(row, actor, now),
  };
}
