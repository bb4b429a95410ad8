import type { NoticeKind } from '../text/notices';
import type { StaffRole } from './roles';
import type { Settings } from './settings';
import { type Instant, later } from './shanghai';

/** J1: what nobody has heard of by WeChat or in the inbox is told by telephone. */
export const callStates = ['open', 'reached', 'not_reached', 'wrong_number', 'no_number', 'read', 'lapsed'] as const;
export type CallState = (typeof callStates)[number];

/** What staff take down after dialling. */
export const callResults = ['reached', 'not_reached', 'wrong_number'] as const;
export type CallResult = (typeof callResults)[number];

/** `read` (the person opened the notice meanwhile) and `lapse` (what it tells of is over) are done by the service. */
export const callActions = ['list', 'reveal', ...callResults, 'read', 'lapse'] as const;
export type CallAction = (typeof callActions)[number];

/** Where each step leads from a call that is open; from every other state nothing leads on. A try without an answer ends it only when it was the last. */
const openCall: Record<Exclude<CallAction, 'list' | 'not_reached'>, CallState> = {
  reveal: 'open',
  reached: 'reached',
  wrong_number: 'wrong_number',
  read: 'read',
  lapse: 'lapsed',
};

/** The state after a step, or null when the call is over. `tries` are those before it. */
export function afterCallStep(
  state: CallState,
  action: Exclude<CallAction, 'list'>,
  tries: number,
  settings: Pick<Settings, 'callTries'>,
): CallState | null {
  if (state !== 'open') return null;
  if (action === 'not_reached') return tries + 1 >= settings.callTries ? 'not_reached' : 'open';
  return openCall[action];
}

/** Who has the list of a unit: the windows of its halls, and those who work on its requests. */
export const callRoles = ['officer', 'guide', 'liaison', 'handler', 'unit_head'] as const satisfies readonly StaffRole[];

/** What a person must have heard of: an appointment that stands otherwise than the person believes, and what is wanted within a time. */
export const toldByTelephone: readonly NoticeKind[] = [
  'appointment_confirmed',
  'appointment_declined',
  'appointment_moved',
  'appointment_cancelled',
  'appointment_rebook_offered',
  'appointment_rebook_none',
  'appointment_rebook_lapsed',
  'appointment_list_changed',
  'appointment_gap_due',
  'appointment_ready',
  'appointment_discontinued',
  'case_materials_wanted',
  'case_declined',
  'case_visit_planned',
  'case_visit_changed',
  'urgent_met',
  'urgent_not_possible',
];

export const isToldByTelephone = (kind: NoticeKind): boolean => toldByTelephone.includes(kind);

/** WeChat's messages are tried for a moment first; nobody is called within it. */
export const firstLookMs = 10 * 60_000;
/** While WeChat is still being tried. */
const lookAgainMs = 5 * 60_000;
/** A notice of nothing that has a time of its own is called about for a week. */
const callWithinMs = 7 * 86_400_000;

/** Until when a call makes sense: the appointment's own time while it is ahead, else a week. */
export const callUntil = (createdAt: Instant, takesPlaceAt: Instant | null): Instant =>
  takesPlaceAt !== null && takesPlaceAt > createdAt ? takesPlaceAt : later(createdAt, callWithinMs);

/** From when somebody calls: after the set time, and where the thing itself is near, after half of what is left. */
export function callFrom(createdAt: Instant, takesPlaceAt: Instant | null, settings: Pick<Settings, 'callAfterMinutes'>): Instant {
  const usual = later(createdAt, settings.callAfterMinutes * 60_000);
  if (takesPlaceAt === null || takesPlaceAt <= createdAt) return usual;
  const half = later(createdAt, (Date.parse(takesPlaceAt) - Date.parse(createdAt)) / 2);
  return half < usual ? half : usual;
}

/** How the WeChat message of a notice stands; `none`: there is no WeChat account. `unknown`: it may have arrived and is not sent again. */
export type MessageState = 'none' | 'pending' | 'delivered' | 'dropped' | 'dead' | 'unknown';

export type Unheard = {
  createdAt: Instant;
  /** When the thing itself takes place, where it has a time. */
  takesPlaceAt: Instant | null;
  message: MessageState;
  read: boolean;
  /** Somebody who booked for this person was told the same. */
  otherTold: boolean;
};

/** What the list does about a notice now: nothing, look again, or call. */
export type CallVerdict = { call: false } | { call: true; until: Instant } | { lookAt: Instant };

export function callVerdict(notice: Unheard, settings: Pick<Settings, 'callAfterMinutes'>, now: Instant): CallVerdict {
  const until = callUntil(notice.createdAt, notice.takesPlaceAt);
  if (notice.read || notice.message === 'delivered' || notice.otherTold || until <= now) return { call: false };
  const from = callFrom(notice.createdAt, notice.takesPlaceAt, settings);
  if (from > now) return { lookAt: from };
  return notice.message === 'pending' ? { lookAt: later(now, lookAgainMs) } : { call: true, until };
}

/** Where a notice ended, in the order in which a later one outweighs the earlier (J1: every event ends where a person can see it). */
export const noticeStandings = ['on_its_way', 'inbox', 'perhaps', 'wechat', 'to_call', 'read', 'called', 'not_called'] as const;
export type NoticeStanding = (typeof noticeStandings)[number];

/** Where a notice stands. Only `on_its_way` and `to_call` are still to end. */
export function noticeStanding({ message, read, call }: { message: MessageState; read: boolean; call: CallState | null }): NoticeStanding {
  if (call === 'reached') return 'called';
  if (read) return 'read';
  if (call === 'open') return 'to_call';
  if (message === 'delivered') return 'wechat';
  if (call !== null && call !== 'read') return 'not_called';
  if (message === 'unknown') return 'perhaps';
  return message === 'pending' ? 'on_its_way' : 'inbox';
}
