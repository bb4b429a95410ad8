import * as z from 'zod/mini';
import { complexities } from '../rules/case-clocks';
import { caseCategories, caseOutcomes, takenDownChannels } from '../rules/case-flow';
import { tellingWays } from '../rules/taken-down';
import { caseDetail, caseFilter, page, point } from './cases';
import { endpoint } from './endpoint';
import { photoIds } from './files';
import { rectificationInputs } from './rectifications';
import { byId, cursor, date, id, instant, itemCode, key, words } from './shapes';

const staff = ['liaison', 'handler', 'unit_head', 'supervisor'] as const;
const stepErrors = ['not_found', 'wrong_state'] as const;
const photoStepErrors = [...stepErrors, 'photo_missing'] as const;
/** What the requester sees with the entry, and what stays among staff (D14). */
const entryPhotos = { photos: photoIds, internalPhotos: photoIds };

const assistance = z.strictObject({
  id: id('ast'),
  unitName: z.string(),
  question: z.string(),
  askedAt: instant,
  dueAt: instant,
  explanation: z.array(z.string()),
  answer: z.nullable(z.string()),
  answeredBy: z.nullable(z.string()),
  answeredAt: z.nullable(instant),
  /** Whether the one who looks may answer. */
  mine: z.boolean(),
});

const extension = z.strictObject({
  workingDays: z.number(),
  reason: z.string(),
  askedByName: z.string(),
  askedAt: instant,
  /** The date it would give, while it is asked. */
  wouldBeDue: z.nullable(instant),
  state: z.enum(['asked', 'granted', 'refused', 'dropped']),
  answer: z.nullable(z.string()),
});

const deskDetail = z.strictObject({
  ...caseDetail.shape,
  requesterName: z.string(),
  requesterPhone: z.nullable(z.string()),
  /** Known by name and number only: what they supply is taken down for them. */
  requesterIsCaller: z.boolean(),
  /** Who may be assigned: handlers of the unit. */
  handlers: z.array(z.strictObject({ id: id('per'), name: z.string() })),
  assistance: z.array(assistance),
  extensions: z.array(extension),
  /** How far an extension may go, or null when none may be asked. */
  mayExtendBy: z.nullable(z.number()),
  mayOrderRectification: z.boolean(),
  /** Whether the one who looks may put a visit at the firm's door on it now. */
  mayOfferVisit: z.boolean(),
});

/** D2–D7, D10, D11, D14 from the staff's side. */
export const desk = {
  'desk.list': endpoint({
    summary: 'Requests within reach, nearest deadline first; incoming: those that ask this unit to take them on or to help',
    audience: staff,
    input: z.strictObject({
      scope: z.optional(z.enum(['mine', 'unit', 'incoming', 'finished'])),
      ...caseFilter,
      complexity: z.optional(z.enum(complexities)),
      unitId: z.optional(key),
      cursor,
    }),
    output: page,
    errors: [],
  }),
  'desk.read': endpoint({
    summary: 'One request with internal notes, and what may be done now',
    audience: staff,
    input: byId('case'),
    output: deskDetail,
    errors: ['not_found'],
  }),
  'desk.reach': endpoint({
    summary: 'Units whose requests are within reach, to narrow a list to one',
    audience: staff,
    input: z.strictObject({}),
    output: z.strictObject({ units: z.array(z.strictObject({ id: key, name: z.string() })) }),
    errors: [],
  }),
  'desk.units': endpoint({
    summary: 'Units that a case can be referred to or that can be asked for help',
    audience: staff,
    input: z.strictObject({}),
    output: z.strictObject({ units: z.array(z.strictObject({ id: key, name: z.string(), town: z.nullable(z.string()) })) }),
    errors: [],
  }),
  'desk.enterprises': endpoint({
    summary: 'Enterprises by name or code, to take a request down for one of their people',
    audience: staff,
    input: z.strictObject({ words: words(2, 60) }),
    output: z.strictObject({
      enterprises: z.array(
        z.strictObject({ id: key, name: z.string(), town: z.string(), members: z.array(z.strictObject({ id: id('per'), name: z.string() })) }),
      ),
    }),
    errors: [],
  }),
  'desk.takeDown': endpoint({
    summary: 'File a request that came by phone, window, visit, workstation or group chat: one number, one timeline, never typed twice',
    audience: staff,
    input: z.strictObject({
      enterpriseId: key,
      channel: z.enum(takenDownChannels),
      /** Wanted for the through train: to whom. */
      leaderId: z.optional(key),
      category: z.enum(caseCategories),
      title: words(2, 60),
      body: words(5, 2000),
      place: z.optional(words(2, 120)),
      point: z.optional(point),
      itemCode: z.optional(itemCode),
      photos: photoIds,
      /** A member of the enterprise, or somebody by name and phone number. */
      requester: z.union([
        z.strictObject({ personId: id('per') }),
        z.strictObject({ name: words(2, 30), phone: z.string().check(z.regex(/^1[3-9]\d{9}$/)) }),
      ]),
    }),
    output: deskDetail,
    errors: [
      'principal_required',
      'not_entitled',
      'leader_missing',
      'not_found',
      'calendar_unknown',
      'item_unknown',
      'person_unknown',
      'photo_missing',
    ],
  }),
  'desk.contact': endpoint({
    summary: 'Record the first contact; stops the 24-hour clock',
    audience: staff,
    input: z.strictObject({ id: id('case'), text: words(2, 1000), ...entryPhotos }),
    output: deskDetail,
    errors: photoStepErrors,
  }),
  'desk.assign': endpoint({
    summary: 'Name the handler, who becomes the owner',
    audience: ['unit_head', 'supervisor'],
    input: z.strictObject({ id: id('case'), handlerId: id('per') }),
    output: deskDetail,
    errors: [...stepErrors, 'person_unknown'],
  }),
  'desk.accept': endpoint({
    summary: 'Take the case on: the one who accepts becomes the owner',
    audience: ['handler', 'unit_head'],
    input: byId('case'),
    output: deskDetail,
    errors: stepErrors,
  }),
  'desk.classify': endpoint({
    summary: 'Make the case complex (one month) or especially complex (own date), before its date, with a reason the requester is told',
    audience: ['unit_head', 'supervisor'],
    input: z.strictObject({
      id: id('case'),
      complexity: z.enum(['complex', 'especially_complex']),
      /** For an especially complex case: its own date. */
      day: z.optional(date),
      reason: words(5, 500),
    }),
    output: deskDetail,
    errors: [...stepErrors, 'limit_passed', 'calendar_unknown', 'day_too_early'],
  }),
  'desk.askForMaterials': endpoint({
    summary: 'Ask the requester for materials; the processing clock pauses, with the reason shown',
    audience: staff,
    input: z.strictObject({ id: id('case'), text: words(2, 1000) }),
    output: deskDetail,
    errors: stepErrors,
  }),
  'desk.supplyFor': endpoint({
    summary: 'Take down what a caller without a phone of ours supplied, and how it was told; the paused clock runs again',
    audience: staff,
    input: z.strictObject({ id: id('case'), text: words(2, 1000), toldBy: z.enum(tellingWays), photos: photoIds }),
    output: deskDetail,
    errors: [...photoStepErrors, 'calendar_unknown'],
  }),
  'desk.hold': endpoint({
    summary: 'Wait for a body outside the police; the processing clock pauses, with the reason shown',
    audience: staff,
    input: z.strictObject({ id: id('case'), reason: words(5, 500) }),
    output: deskDetail,
    errors: stepErrors,
  }),
  'desk.resume': endpoint({
    summary: 'The outside body has answered; the processing clock runs again',
    audience: staff,
    input: z.strictObject({ id: id('case'), text: words(2, 1000) }),
    output: deskDetail,
    errors: [...stepErrors, 'calendar_unknown'],
  }),
  'desk.refer': endpoint({
    summary: 'Refer to another unit, which says within 4 working hours whether it takes the case; the third time the supervisor decides',
    audience: staff,
    input: z.strictObject({ id: id('case'), unitId: key, reason: words(5, 500) }),
    output: deskDetail,
    errors: [...stepErrors, 'unit_unknown', 'calendar_unknown'],
  }),
  'desk.acceptReferral': endpoint({
    summary: 'Take on a case that was referred here: the one who does becomes the owner',
    audience: ['handler', 'unit_head'],
    input: byId('case'),
    output: deskDetail,
    errors: stepErrors,
  }),
  'desk.returnReferral': endpoint({
    summary: 'Send a referred case back with the reason',
    audience: ['handler', 'unit_head'],
    input: z.strictObject({ id: id('case'), reason: words(5, 500) }),
    output: deskDetail,
    errors: stepErrors,
  }),
  'desk.direct': endpoint({
    summary: 'The supervisor decides which unit has the case',
    audience: ['supervisor'],
    input: z.strictObject({ id: id('case'), unitId: key, reason: words(5, 500) }),
    output: deskDetail,
    errors: [...stepErrors, 'unit_unknown'],
  }),
  'desk.askAssistance': endpoint({
    summary: 'Ask another unit for help; the case and its clocks stay here',
    audience: staff,
    input: z.strictObject({ id: id('case'), unitId: key, question: words(5, 1000) }),
    output: deskDetail,
    errors: [...stepErrors, 'unit_unknown', 'already_asked', 'calendar_unknown'],
  }),
  'desk.answerAssistance': endpoint({
    summary: 'Answer what another unit asked',
    audience: ['handler', 'unit_head'],
    input: z.strictObject({ id: id('case'), assistanceId: id('ast'), text: words(2, 2000) }),
    output: deskDetail,
    errors: stepErrors,
  }),
  'desk.askExtension': endpoint({
    summary: 'Ask for more working days, before the date, with a reason; the level above decides',
    audience: staff,
    input: z.strictObject({ id: id('case'), workingDays: z.int().check(z.gte(1), z.lte(30)), reason: words(5, 500) }),
    output: deskDetail,
    errors: [...stepErrors, 'limit_passed', 'extension_used', 'extension_too_long', 'calendar_unknown'],
  }),
  'desk.decideExtension': endpoint({
    summary: 'Grant or refuse an extension; a granted one is told to the requester',
    audience: ['unit_head', 'supervisor'],
    input: z.strictObject({ id: id('case'), grant: z.boolean(), reason: words(2, 500) }),
    output: deskDetail,
    errors: [...stepErrors, 'calendar_unknown'],
  }),
  'desk.orderRectification': endpoint({
    summary: 'Order a unit to put a hidden danger right, with photos of before and a date in working days',
    audience: staff,
    input: rectificationInputs.order,
    output: deskDetail,
    errors: [...photoStepErrors, 'unit_unknown', 'calendar_unknown'],
  }),
  'desk.reportRectification': endpoint({
    summary: 'Report that it is put right, with photos of after',
    audience: staff,
    input: rectificationInputs.report,
    output: deskDetail,
    errors: photoStepErrors,
  }),
  'desk.recheckRectification': endpoint({
    summary: 'Look at it again: pass it or send it back with the reason; never by whoever reported it',
    audience: staff,
    input: rectificationInputs.recheck,
    output: deskDetail,
    errors: [...photoStepErrors, 'own_rectification'],
  }),
  'desk.cancelRectification': endpoint({
    summary: 'Take back what was ordered by mistake, with the reason',
    audience: ['unit_head', 'supervisor'],
    input: rectificationInputs.cancel,
    output: deskDetail,
    errors: stepErrors,
  }),
  'desk.note': endpoint({
    summary: 'Internal note; neither its words nor its photos ever reach the requester',
    audience: staff,
    input: z.strictObject({ id: id('case'), text: words(1, 1000), photos: photoIds }),
    output: deskDetail,
    errors: photoStepErrors,
  }),
  'desk.complete': endpoint({
    summary: 'Close with an outcome and evidence: words that the requester sees. A matter of the through train goes to its sign-off',
    audience: staff,
    input: z.strictObject({
      id: id('case'),
      outcome: z.enum(caseOutcomes),
      text: words(5, 2000),
      /** Beyond policy: the rule that stands against it. */
      rule: z.optional(words(4, 500)),
      /** Needs further coordination: with whom, until when. */
      next: z.optional(z.strictObject({ ownerId: id('per'), day: date })),
      ...entryPhotos,
    }),
    output: deskDetail,
    errors: [
      ...photoStepErrors,
      'evidence_required',
      'person_unknown',
      'day_too_early',
      'rectification_open',
      'tasks_open',
      'visit_open',
      'calendar_unknown',
    ],
  }),
  'desk.signOff': endpoint({
    summary: 'Let an answer to a matter of the through train go out in the name of the municipal government',
    audience: ['supervisor'],
    input: byId('case'),
    output: deskDetail,
    errors: [...stepErrors, 'tasks_open', 'visit_open', 'rectification_open', 'calendar_unknown'],
  }),
  'desk.sendBack': endpoint({
    summary: 'Send an answer back to be worked on; the clock has not stopped',
    audience: ['supervisor'],
    input: z.strictObject({ id: id('case'), reason: words(5, 500) }),
    output: deskDetail,
    errors: stepErrors,
  }),
  'desk.decline': endpoint({
    summary: 'Not a matter for the police: decline with the reason and where to go instead',
    audience: ['handler', 'unit_head'],
    input: z.strictObject({ id: id('case'), text: words(5, 1000) }),
    output: deskDetail,
    errors: stepErrors,
  }),
};
