import type { Db } from '../db/client';
import { type GuideSessionRow, latestGuideEntries } from '../db/queries/guide-sessions';
import { itemVersion } from '../db/queries/items';
import { maskIdNumber, maskPhone } from '../db/sealed';
import type { Output } from '../shared/contract/index';
import type { AskedField } from '../shared/rules/form';
import { guidedInterview, type GuideSide, guideStatusAt, isPrivateField, type LatestEntry } from '../shared/rules/guide-session';
import { answerText } from '../shared/rules/interview-result';
import type { Room } from './call';
import { guidedForm } from './handlers/forms';

type View = Output<'guideSession.read'>;

/** A session as one side sees it: the guide without what only the citizen's own phone shows whole. After its end what was filled in is not shown. */
export async function guideSessionView(call: Room & { now: string }, db: Db, session: GuideSessionRow, side: GuideSide): Promise<View> {
  const status = guideStatusAt(session, call.now);
  const latest = await latestGuideEntries(db, session.id);
  const { id, kind, itemCode, itemName, guideName, codeUntil, endsAt, version } = session;
  return {
    ...{ id, side, kind, status, itemCode, itemVersion: session.itemVersion, itemName, guideName, codeUntil, endsAt, version },
    endedBy: status === 'ended' ? (session.endedBy ?? 'time') : null,
    interview: kind === 'interview' ? await interviewView(db, session, latest) : null,
    form: kind === 'form' && status !== 'ended' ? await formView(call, db, session, side, latest) : null,
  };
}

/** Also after the end, for the citizen's phone to keep what was answered last; null once it is forgotten. */
async function interviewView(db: Db, session: GuideSessionRow, latest: LatestEntry[]): Promise<View['interview']> {
  const item = await itemVersion(db, session.itemCode, session.itemVersion);
  if (!item || session.answers === null || session.facts === null) return null;
  const { given, asked, value, atMost, share } = guidedInterview(item.interview, session.answers, session.facts, session.turnedTo);
  return {
    given: given.map((step) => {
      const isKnown = step.source === 'fact';
      return {
        question: step.question.id,
        questionText: step.question.text,
        answerText: isKnown ? null : answerText(step.question, step.value),
        value: isKnown ? null : step.value,
        // What was answered before the guide came has no entry.
        by: isKnown ? 'identity' : (latest.find(({ subject }) => subject === step.question.id)?.side ?? 'citizen'),
      };
    }),
    answers: session.answers,
    ...{ asked, value, atMost, share },
  };
}

async function formView(
  call: Room & { now: string },
  db: Db,
  session: GuideSessionRow,
  side: GuideSide,
  latest: LatestEntry[],
): Promise<View['form']> {
  const form = session.checklistCode === null ? null : await guidedForm(call, db, session.checklistCode, session.personId);
  if (!form) return null;
  const { fields, facts, problems, state, lock } = form;
  const shownValue = (field: AskedField, value: string) => {
    if (side === 'citizen' || !isPrivateField(field)) return value;
    return field.kind === 'phone' ? maskPhone(value) : maskIdNumber(value);
  };
  return {
    ...{ fields, facts, problems, state, lock },
    values: Object.fromEntries(
      fields.flatMap((field) => {
        const value = form.values[field.id];
        return value ? [[field.id, shownValue(field, value)]] : [];
      }),
    ),
    private: fields.filter(isPrivateField).map(({ id }) => id),
    by: Object.fromEntries(latest.map((entry) => [entry.subject, entry.side])),
  };
}
