import { lastEntry, showWithEntry } from '../../db/queries/files';
import { decideExtension, insertExtension } from '../../db/queries/case-sides';
import { refuse } from '../../shared/contract/errors';
import { extensionLimits } from '../../shared/rules/case-clocks';
import { approverOf } from '../../shared/rules/case-flow';
import { currentCalendar } from '../calendar';
import type { Handlers } from '../call';
import { actOnCase } from '../cases/act';
import { answerHelp, askForHelp } from '../cases/assistance';
import { classified } from '../cases/classify';
import { extendProcessing, pauseProcessing, resumeProcessing, stopAll } from '../cases/clocks';
import { checkOpenEnds, closeCase } from '../cases/close';
import { deskStep } from '../cases/desk-step';
import { approvers, tellCase, tellStaff } from '../cases/notices';
import { acceptReferral, direct, refer, returnReferral } from '../cases/referral';
import { newId } from '../ids';

const side = 'staff' as const;

/** D3, D4, D5, D7, D11: what moves a case to another class, date or unit, or stops its clock. */
export const deskMoves = {
  'desk.classify': (call) =>
    deskStep(call, async (tx) => {
      const { id, complexity, day, reason } = call.input;
      const { now } = call;
      const calendar = await currentCalendar(call.database);
      const acted = await actOnCase(tx, call, { id, action: 'classify', side }, (subject, clocks) => ({
        text: reason,
        ...classified(calendar, subject, clocks, { complexity, day }, now),
      }));
      await tellCase(tx, acted, 'case_rescheduled', acted.requesterId, now, reason);
      return acted;
    }),

  'desk.hold': (call) =>
    deskStep(call, async (tx) => {
      const { id, reason } = call.input;
      const calendar = await currentCalendar(call.database);
      const held = await actOnCase(tx, call, { id, action: 'hold', side }, ({ danger }, clocks) => ({
        text: reason,
        clocks: pauseProcessing({ calendar, danger }, clocks, call.now, reason),
      }));
      await tellCase(tx, held, 'case_on_hold', held.requesterId, call.now, reason);
      return held;
    }),

  'desk.resume': (call) =>
    deskStep(call, async (tx) => {
      const { id, text } = call.input;
      const calendar = await currentCalendar(call.database);
      const resumed = await actOnCase(tx, call, { id, action: 'resume', side }, ({ danger }, clocks) => ({
        text,
        clocks: resumeProcessing({ calendar, danger }, clocks, call.now),
      }));
      await tellCase(tx, resumed, 'case_rescheduled', resumed.requesterId, call.now, text);
      return resumed;
    }),

  'desk.refer': (call) => deskStep(call, (tx) => refer(tx, call)),
  'desk.acceptReferral': (call) => deskStep(call, (tx) => acceptReferral(tx, call)),
  'desk.returnReferral': (call) => deskStep(call, (tx) => returnReferral(tx, call)),
  'desk.direct': (call) => deskStep(call, (tx) => direct(tx, call)),
  'desk.askAssistance': (call) => deskStep(call, (tx) => askForHelp(tx, call)),
  'desk.answerAssistance': (call) => deskStep(call, (tx) => answerHelp(tx, call)),

  'desk.askExtension': (call) =>
    deskStep(call, async (tx) => {
      const { id, workingDays, reason } = call.input;
      const { actor, now } = call;
      const calendar = await currentCalendar(call.database);
      const asked = await actOnCase(tx, call, { id, action: 'askExtension', side }, async (subject, clocks) => {
        if (workingDays > extensionLimits[subject.complexity].workingDays) refuse('extension_too_long', extensionLimits[subject.complexity]);
        // The date it would give must be known before anybody is asked for it.
        const [longer] = extendProcessing({ calendar, danger: subject.danger }, clocks, workingDays, now);
        if (!longer) return refuse('wrong_state');
        const approver = approverOf(subject, actor);
        await insertExtension(tx, {
          id: newId('ext', now),
          caseId: id,
          run: longer.run,
          workingDays,
          reason,
          askedBy: actor.personId,
          approver,
          now,
        });
        return { text: reason, internal: true };
      });
      await tellStaff(tx, asked, 'staff_extension_asked', await approvers(tx, asked), now, reason);
      return asked;
    }),

  'desk.decideExtension': (call) =>
    deskStep(call, async (tx) => {
      const { id, grant, reason } = call.input;
      const { actor, now } = call;
      const calendar = await currentCalendar(call.database);
      const action = grant ? 'grantExtension' : 'refuseExtension';
      let askedBy = '';
      const decided = await actOnCase(tx, call, { id, action, side }, async ({ danger }, clocks) => {
        const state = grant ? 'granted' : 'refused';
        const extension = await decideExtension(tx, { caseId: id, state, decidedBy: actor.personId, answer: reason, now });
        if (!extension) return refuse('wrong_state');
        askedBy = extension.askedBy;
        return { text: reason, internal: !grant, clocks: grant ? extendProcessing({ calendar, danger }, clocks, extension.workingDays, now) : [] };
      });
      if (grant) await tellCase(tx, decided, 'case_rescheduled', decided.requesterId, now, reason);
      await tellStaff(tx, decided, grant ? 'staff_extension_granted' : 'staff_extension_refused', [askedBy], now, reason);
      return decided;
    }),

  'desk.signOff': (call) =>
    deskStep(call, async (tx) => {
      const calendar = await currentCalendar(call.database);
      const signed = await actOnCase(tx, call, { id: call.input.id, action: 'signOff', side }, async ({ id, outcome, outcomeText }, clocks) => {
        await checkOpenEnds(tx, id, outcome);
        return { text: outcomeText, change: { completedAt: call.now, answeredBy: null }, clocks: stopAll(clocks, call.now) };
      });
      // The photos of the answer come out of its internal entry together with its words.
      const answered = await lastEntry(tx, signed.id, 'submitAnswer');
      if (answered !== null) await showWithEntry(tx, signed.id, answered, signed.seq);
      return closeCase(tx, calendar, signed, call.now);
    }),

  'desk.sendBack': (call) =>
    deskStep(call, async (tx) => {
      const { id, reason } = call.input;
      const sentBack = await actOnCase(tx, call, { id, action: 'sendBack', side }, () => ({
        text: reason,
        internal: true,
        change: { outcome: null, outcomeText: null, outcomeRule: null, nextOwnerId: null, nextDay: null, answeredBy: null },
      }));
      await tellStaff(tx, sentBack, 'staff_case_sent_back', [sentBack.ownerId], call.now, reason);
      return sentBack;
    }),
} satisfies Partial<Handlers<'desk.'>>;
