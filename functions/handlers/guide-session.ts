import { randomInt } from 'node:crypto';
import {
  answerGuideSession,
  endGuideSessions,
  fillGuideSession,
  guideSessionByCode,
  guideSessionById,
  type GuideSessionRow,
  insertGuideSession,
  joinGuideSession,
  latestGuideEntries,
  lockGuidedPerson,
  type NewGuideSession,
  openGuideSessions,
  turnGuideSession,
} from '../../db/queries/guide-sessions';
import { itemVersion } from '../../db/queries/items';
import { relativeById } from '../../db/queries/relatives';
import { forgetTries } from '../../db/queries/second-factor';
import type { Db, Tx } from '../../db/client';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import {
  guidedAnswers,
  guidedInterview,
  guideSideOf,
  type GuideSide,
  guideStatusAt,
  isPrivateField,
  wasQuicker,
} from '../../shared/rules/guide-session';
import { reachable } from '../../shared/rules/interview';
import { later, shanghaiDay } from '../../shared/rules/shanghai';
import type { Call, Handlers, Room } from '../call';
import { deviceOf } from '../device';
import { guideSessionView } from '../guide-view';
import { newId } from '../ids';
import { stepOfSystem } from '../scope';
import { takeTry } from '../staff/codes';
import { knownOf } from './catalogue';
import { fillField, lockedFormList } from './forms';

const minuteMs = 60_000;

/** F2: an interview or a form on two phones. Every change is made under the lock of the session, together with its entry of who made it. */
export const guideSession = {
  'guideSession.mine': async (call) => {
    const { actor, now } = call;
    for (const session of await openGuideSessions(call.database, actor.personId)) {
      const side = guideSideOf(session, actor, now);
      if (side === null || guideStatusAt(session, now) === 'ended') continue;
      return { session: { id: session.id, side, kind: session.kind, itemCode: session.itemCode } };
    }
    return { session: null };
  },

  'guideSession.begin': (call) =>
    call.write(async (tx) => {
      const { actor, now } = call;
      // The list before the sessions, as everywhere: nobody waits for another in a circle.
      const about = await subjectOf(call, tx);
      await lockGuidedPerson(tx, actor.personId);
      await endGuideSessions(tx, { personId: actor.personId }, { by: 'replaced', side: 'citizen', actorId: actor.personId, now });
      const begun = {
        ...about,
        id: newId('guide', now),
        personId: actor.personId,
        consentVersion: call.input.consent,
        codeUntil: later(now, call.settings.guideCodeMinutes * minuteMs),
        now,
      };
      for (let tries = 0; tries < 20; tries++) {
        const code = String(randomInt(1_000_000)).padStart(6, '0');
        if (await insertGuideSession(tx, { ...begun, codeHash: codeHash(call.sealer, code) })) {
          return { code, session: await shown(call, tx, begun.id, 'citizen') };
        }
      }
      throw new Error('no six digits are free');
    }),

  'guideSession.join': async (call) => {
    const { actor, now, database } = call;
    const counted = [actor.personId, deviceOf(call)].flatMap((subject) => (subject ? [`guide-code:${subject}`] : []));
    for (const subject of counted) await takeTry(database, subject, 'elsewhere', now);
    const joined = await call.write(async (tx) => {
      await lockGuidedPerson(tx, actor.personId);
      // Undone with the rest when the digits are wrong; first, so that nobody waits for another in a circle.
      await endGuideSessions(tx, { guideId: actor.personId }, { by: 'replaced', side: 'guide', actorId: actor.personId, now });
      const { id } = await stepOfSystem(tx, 'code', async () => {
        const session = await guideSessionByCode(tx, codeHash(call.sealer, call.input.code));
        if (!session || guideStatusAt(session, now) !== 'waiting') return refuse('guide_code_wrong');
        if (session.personId === actor.personId) refuse('guide_own_code');
        const endsAt = later(now, call.settings.guideMinutes * minuteMs);
        await joinGuideSession(tx, { id: session.id, version: session.version + 1, guideId: actor.personId, endsAt, now });
        return session;
      });
      return shown(call, tx, id, 'guide');
    });
    for (const subject of counted) await forgetTries(database, subject, 'elsewhere');
    return joined;
  },

  'guideSession.read': async (call) => {
    const session = await guideSessionById(call.database, call.input.id);
    const side = session && guideSideOf(session, call.actor, call.now);
    if (!session || !side) return refuse('not_found');
    return guideSessionView(call, call.database, session, side);
  },

  'guideSession.answer': (call) =>
    call.write(async (tx) => {
      const { question, value, seen } = call.input;
      const { session, side } = await changeable(call, tx);
      const { answers, facts, interview } = await interviewOf(tx, session);
      if (wasQuicker(await latestGuideEntries(tx, session.id), question, side, seen) && answers[question] !== value) {
        refuse('other_was_quicker', { version: session.version });
      }
      // Another answer of the other phone may have taken the question away.
      const next = guidedAnswers(interview, answers, facts, question, value) ?? refuse('wrong_state');
      await answerGuideSession(tx, { ...next }, { ...entryOf(call, session, side), action: 'answer', subject: question, value });
      return shown(call, tx, session.id, side);
    }),

  'guideSession.turn': (call) =>
    call.write(async (tx) => {
      const { session, side } = await changeable(call, tx);
      const { answers, facts, interview } = await interviewOf(tx, session);
      const { question } = call.input;
      if (question !== null && guidedInterview(interview, answers, facts, question).asked?.id !== question) refuse('wrong_state');
      await turnGuideSession(tx, { id: session.id, turnedTo: question, version: session.version + 1 });
      return shown(call, tx, session.id, side);
    }),

  'guideSession.fill': (call) =>
    call.write(async (tx) => {
      const { id, field, value, seen } = call.input;
      const before = await guideSessionById(tx, id);
      if (!before || guideSideOf(before, call.actor, call.now) === null) return refuse('not_found');
      if (before.checklistCode === null || before.kind !== 'form') return refuse('wrong_state');
      const list = await lockedFormList(tx, before.checklistCode, before.personId, call.now);
      const { session, side } = await changeable(call, tx);
      if (wasQuicker(await latestGuideEntries(tx, id), field, side, seen)) {
        const { form } = await shown(call, tx, id, side);
        if ((form?.values[field] ?? '') !== value) refuse('other_was_quicker', { version: session.version });
      }
      const mayWrite = (one: Parameters<typeof isPrivateField>[0]) => side === 'citizen' || !isPrivateField(one);
      await fillField(call, tx, list, { personId: session.personId, field, value, mayWrite });
      await fillGuideSession(tx, { ...entryOf(call, session, side), action: 'fill', subject: field });
      return shown(call, tx, id, side);
    }),

  'guideSession.end': (call) =>
    call.write(async (tx) => {
      const { actor, now } = call;
      const session = await guideSessionById(tx, call.input.id, 'lock');
      const side = session && guideSideOf(session, actor, now);
      if (!side) return refuse('not_found');
      await endGuideSessions(tx, { id: call.input.id }, { by: side, side, actorId: actor.personId, now });
      return { done: true as const };
    }),
} satisfies Handlers<'guideSession.'>;

const codeHash = (sealer: Room['sealer'], code: string) => sealer.hash('guide_session', 'code', code);

/** What the citizen wants help with, as it stands on the phone. */
async function subjectOf(
  call: Call<'guideSession.begin'>,
  tx: Tx,
): Promise<Pick<NewGuideSession, 'kind' | 'itemCode' | 'itemVersion' | 'itemName' | 'checklistId' | 'answers' | 'facts'>> {
  const { about } = call.input;
  const { personId } = call.actor;
  if (about.kind === 'form') {
    const { id: checklistId, itemCode, itemVersion: version, itemName } = await lockedFormList(tx, about.checklistCode, personId, call.now);
    return { kind: 'form', itemCode, itemVersion: version, itemName, checklistId, answers: null, facts: null };
  }
  const item = await itemVersion(tx, about.itemCode, about.itemVersion);
  if (!item || (item.effectiveUntil && item.effectiveUntil < shanghaiDay(call.now))) return refuse('not_found');
  const relative = about.relativeId === undefined ? null : await relativeById(tx, { id: about.relativeId, holderId: personId });
  if (about.relativeId !== undefined && !relative) refuse('not_found');
  const facts = await knownOf(tx, relative?.personId ?? personId, call.now);
  const answers = reachable(item.interview, about.answers, facts);
  return { kind: 'interview', itemCode: item.code, itemVersion: item.version, itemName: item.name, checklistId: null, answers, facts };
}

/** The session under its lock, for a phone that is about to change it. */
async function changeable(
  call: Call<'guideSession.answer'> | Call<'guideSession.turn'> | Call<'guideSession.fill'>,
  tx: Tx,
): Promise<{ session: GuideSessionRow; side: GuideSide }> {
  const session = await guideSessionById(tx, call.input.id, 'lock');
  const side = session && guideSideOf(session, call.actor, call.now);
  if (!session || !side) return refuse('not_found');
  if (guideStatusAt(session, call.now) === 'ended') refuse('guiding_over');
  return { session, side };
}

async function interviewOf(db: Db, { kind, itemCode, itemVersion: version, answers, facts }: GuideSessionRow) {
  const item = kind === 'interview' ? await itemVersion(db, itemCode, version) : null;
  if (!item || answers === null || facts === null) return refuse('wrong_state');
  return { interview: item.interview, answers, facts };
}

const entryOf = (call: { actor: { personId: string }; now: string }, session: GuideSessionRow, side: GuideSide) => ({
  sessionId: session.id,
  version: session.version + 1,
  at: call.now,
  side,
  actorId: call.actor.personId,
});

async function shown(call: Room & { now: string }, tx: Tx, id: string, side: GuideSide): Promise<Output<'guideSession.read'>> {
  const session = await guideSessionById(tx, id);
  if (!session) throw new Error('a session under its lock is gone');
  return guideSessionView(call, tx, session, side);
}
