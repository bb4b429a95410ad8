import * as z from 'zod/mini';
import { caseActions, caseCategories, caseChannels, caseOutcomes, caseStatuses, ownActions, referralStates } from '../rules/case-flow';
import { clockKinds, complexities, openStates } from '../rules/case-clocks';
import { ladderLevels } from '../rules/case-ladder';
import { systemicStatuses } from '../rules/systemic-flow';
import { leaderOffices } from '../rules/through-train';
import { endpoint } from './endpoint';
import { photo, photoIds } from './files';
import { rectification } from './rectifications';
import { returnOfCase } from './return-visits';
import { unshown } from './text-checks';
import { byId, cursor, date, id, instant, itemCode, key, words } from './shapes';

export const clock = z.strictObject({
  kind: z.enum(clockKinds),
  startedAt: instant,
  dueAt: instant,
  stoppedAt: z.nullable(instant),
  pausedAt: z.nullable(instant),
  state: z.enum(['running', 'due_soon', 'overdue', 'paused', 'met', 'missed']),
  /** 为什么是这一天: one Chinese line a step. */
  explanation: z.array(z.string()),
});

const event = z.strictObject({
  at: instant,
  action: z.enum(['file', ...caseActions]),
  status: z.enum(caseStatuses),
  /** Named owner or office for the requester; 您 for the requester's own acts. */
  by: z.string(),
  text: z.nullable(z.string()),
  check: unshown,
  internal: z.boolean(),
  /** `internal`: not for the requester, on an entry that may well be (D14). */
  photos: z.array(z.strictObject({ ...photo.shape, internal: z.boolean() })),
});

export const caseRow = z.strictObject({
  id: id('case'),
  /** Number for people: D20261122-00001. */
  number: z.string(),
  title: z.string(),
  category: z.enum(caseCategories),
  channel: z.enum(caseChannels),
  status: z.enum(caseStatuses),
  complexity: z.enum(complexities),
  enterpriseName: z.nullable(z.string()),
  unitName: z.string(),
  /** Who has it. */
  ownerName: z.string(),
  /** Until when: the nearest running clock, or null when none runs. */
  nearestClock: z.nullable(clock),
  filedAt: instant,
});

export const point = z.strictObject({ latitude: z.number().check(z.gte(-90), z.lte(90)), longitude: z.number().check(z.gte(-180), z.lte(180)) });

/** Who is warned of the nearest clock, and when; `reached` once that has been done (D6). */
const ladderStep = z.strictObject({ level: z.enum(ladderLevels), name: z.string(), at: instant, reached: z.boolean() });

const referral = z.strictObject({
  state: z.enum(referralStates),
  fromUnitName: z.string(),
  /** Null: the supervisor decides. */
  toUnitName: z.nullable(z.string()),
  reason: z.string(),
  askedAt: instant,
  dueAt: z.nullable(instant),
  explanation: z.array(z.string()),
  answer: z.nullable(z.string()),
});

/** To whom a request was written by the through train (G4). */
const leader = z.strictObject({ office: z.enum(leaderOffices), name: z.string() });

export const caseDetail = z.strictObject({
  ...caseRow.shape,
  body: z.string(),
  /** Of title, body and place. */
  check: unshown,
  place: z.nullable(z.string()),
  point: z.nullable(point),
  itemCode: z.nullable(z.string()),
  itemName: z.nullable(z.string()),
  ladder: z.array(ladderStep),
  /** Every referral, the latest last. */
  referrals: z.array(referral),
  /** Further coordination: with whom and until when. */
  next: z.nullable(z.strictObject({ ownerName: z.string(), day: date })),
  outcomeRule: z.nullable(z.string()),
  /** In whose name it is answered: the municipal government for the through train (D11), else the unit. */
  inNameOf: z.string(),
  leader: z.nullable(leader),
  ownerRole: z.string(),
  unitPhone: z.string(),
  liaisonName: z.nullable(z.string()),
  outcome: z.nullable(z.enum(caseOutcomes)),
  outcomeText: z.nullable(z.string()),
  clocks: z.array(clock),
  /** Hidden dangers and how they are put right, the latest last (D13). */
  rectifications: z.array(rectification),
  timeline: z.array(event),
  actions: z.array(z.enum(ownActions)),
  disputeUntil: z.nullable(instant),
  /** How often the requester said that it was not solved. */
  timesReopened: z.number(),
  ratingId: z.nullable(id('rate')),
  /** What came of the question, after its last end, whether it was really solved (E2). */
  returnVisit: z.nullable(returnOfCase),
  /** The common problem it is part of: who solves it for everybody, until when, and how it was solved (D12). */
  systemic: z.nullable(
    z.strictObject({
      title: z.string(),
      status: z.enum(systemicStatuses),
      unitName: z.string(),
      ownerName: z.string(),
      day: date,
      endText: z.nullable(z.string()),
    }),
  ),
});

/** What a list of requests is narrowed to: `search` is a number, its beginning, or words that all must occur. */
export const caseFilter = {
  status: z.optional(z.enum(caseStatuses)),
  category: z.optional(z.enum(caseCategories)),
  channel: z.optional(z.enum(caseChannels)),
  /** How the most urgent clock of an open request stands. */
  state: z.optional(z.enum(openStates)),
  enterpriseId: z.optional(key),
  search: z.optional(words(2, 60)),
};

export const page = z.strictObject({ cases: z.array(caseRow), nextCursor: z.nullable(z.string()) });

/** D1, D4, D10 from the requester's side. */
export const cases = {
  'enterprises.mine': endpoint({
    summary: 'Enterprises the person belongs to',
    audience: 'person',
    input: z.strictObject({}),
    output: z.strictObject({
      enterprises: z.array(
        z.strictObject({
          id: key,
          name: z.string(),
          uscc: z.string(),
          town: z.string(),
          liaisonName: z.nullable(z.string()),
          unitName: z.string(),
          unitPhone: z.string(),
          /** Whether the person may write to the mayor or a deputy for it (G4). */
          throughTrain: z.boolean(),
        }),
      ),
    }),
    errors: [],
  }),
  'enterprises.leaders': endpoint({
    summary: 'To whom the through train goes: the mayor and the deputies in office',
    audience: 'person',
    input: z.strictObject({}),
    output: z.strictObject({ leaders: z.array(z.strictObject({ id: key, ...leader.shape, charge: z.string() })) }),
    errors: [],
  }),
  'cases.file': endpoint({
    summary: 'File a request for an enterprise; it has an owner and clocks from the first second',
    audience: 'person',
    input: z.strictObject({
      enterpriseId: key,
      /** The through train is for principals. */
      channel: z.optional(z.enum(['mini_program', 'through_train'])),
      /** Wanted for the through train: to whom. */
      leaderId: z.optional(key),
      category: z.enum(caseCategories),
      title: words(2, 60),
      body: words(5, 2000),
      place: z.optional(words(2, 120)),
      point: z.optional(point),
      itemCode: z.optional(itemCode),
      photos: photoIds,
    }),
    output: caseDetail,
    errors: ['enterprise_required', 'principal_required', 'not_entitled', 'leader_missing', 'calendar_unknown', 'item_unknown', 'photo_missing'],
  }),
  'cases.list': endpoint({
    summary: "My enterprises' requests, narrowed and searched: who has each, until when, why this date",
    audience: 'person',
    input: z.strictObject({ ...caseFilter, cursor }),
    output: page,
    errors: [],
  }),
  'cases.read': endpoint({
    summary: 'One request with timeline and clocks, without internal notes',
    audience: 'person',
    input: byId('case'),
    output: caseDetail,
    errors: ['not_found'],
  }),
  'cases.withdraw': endpoint({
    summary: 'Withdraw my request',
    audience: 'person',
    collects: 'nothing',
    input: z.strictObject({ id: id('case'), reason: z.optional(words(1, 200)) }),
    output: caseDetail,
    errors: ['not_found', 'wrong_state'],
  }),
  'cases.dispute': endpoint({
    summary: 'Say "not solved" within 10 days of closing, with or without words: the request opens again',
    audience: 'person',
    input: z.strictObject({ id: id('case'), text: z.optional(words(2, 500)), photos: photoIds }),
    output: caseDetail,
    errors: ['not_found', 'wrong_state', 'deadline_passed', 'calendar_unknown', 'photo_missing'],
  }),
  'cases.similar': endpoint({
    summary: 'Open requests of the same enterprise that are about the same thing, the likest first: shown before another one is filed',
    audience: 'person',
    input: z.strictObject({ enterpriseId: key, words: words(2, 200) }),
    output: z.strictObject({ cases: z.array(caseRow) }),
    errors: ['enterprise_required'],
  }),
  'cases.remark': endpoint({
    summary: 'Add words or photos to an open request instead of filing another; its dates stay',
    audience: 'person',
    input: z.strictObject({ id: id('case'), text: words(2, 1000), photos: photoIds }),
    output: caseDetail,
    errors: ['not_found', 'wrong_state', 'photo_missing'],
  }),
  'cases.supply': endpoint({
    summary: 'Answer a request for materials; the paused clock runs again',
    audience: 'person',
    input: z.strictObject({ id: id('case'), text: words(2, 2000), photos: photoIds }),
    output: caseDetail,
    errors: ['not_found', 'wrong_state', 'calendar_unknown', 'photo_missing'],
  }),
};
