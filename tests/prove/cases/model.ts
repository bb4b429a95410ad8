import { naiveWorkingDays, naiveWorkingMinutes } from '../../shared/naive-work-time';

/**
 * A second reading of D3–D11, written apart from shared/rules: what a case is, who may do what with it, and until when it runs. It uses
 * nothing of the code it checks; dates come from the naive work time of tests/shared.
 */
export type Unit = 'east' | 'west' | 'bureau';
export const people = [
  'employee',
  'colleague',
  'outsider',
  'liaison',
  'handler',
  'secondHandler',
  'unitHead',
  'supervisor',
  'dutyPerson',
  'bureauHandler',
  'strangerHandler',
  'strangerHead',
  'administrator',
  'officer',
] as const;
export type Who = (typeof people)[number];

export const acts = [
  'contact',
  'assign',
  'accept',
  'complex',
  'especiallyComplex',
  'askForMaterials',
  'supply',
  'supplyFor',
  'hold',
  'resume',
  'referEast',
  'referWest',
  'acceptReferral',
  'returnReferral',
  'directEast',
  'directWest',
  'askAssistance',
  'answerAssistance',
  'askExtension',
  'grantExtension',
  'refuseExtension',
  'note',
  'complete',
  'signOff',
  'sendBack',
  'decline',
  'withdraw',
  'dispute',
] as const;
export type Act = (typeof acts)[number];

type Pause = { from: string; to: string };
export type Model = {
  /** Milliseconds since 1970. */
  now: number;
  train: boolean;
  category: 'handling' | 'complaint';
  status: 'submitted' | 'contacted' | 'accepted' | 'awaiting_materials' | 'on_hold' | 'awaiting_sign_off' | 'completed' | 'declined' | 'withdrawn';
  unit: Unit;
  owner: Who;
  filedAt: string;
  contactedAt: string | null;
  complexity: 'general' | 'complex' | 'especially_complex';
  reopened: number;
  referred: number;
  /** Units from which it was referred. */
  left: Unit[];
  referral: { state: 'pending' | 'with_supervisor'; to: Unit | null; dueAt: string | null } | null;
  extension: { by: Who; level: 'unit_head' | 'supervisor'; days: number } | null;
  assisting: Unit[];
  answeredBy: Who | null;
  completedAt: string | null;
  /** The processing clock that runs or ran last. */
  clock: {
    startedAt: string;
    ownDay: string | null;
    ownSetAt: string | null;
    pauses: Pause[];
    pausedAt: string | null;
    extended: number[];
    running: boolean;
  };
};

const heads: Partial<Record<Who, Unit>> = { unitHead: 'east', strangerHead: 'west' };
const handlers: Partial<Record<Who, Unit>> = { handler: 'east', secondHandler: 'east', strangerHandler: 'west', bureauHandler: 'bureau' };
const reaches = (unit: Unit | undefined, of: Unit) => unit === of || unit === 'bureau';
const staff = (who: Who) => !['employee', 'colleague', 'outsider', 'dutyPerson'].includes(who);
const isHead = (who: Who, unit: Unit) => reaches(heads[who], unit);
const handles = (who: Who, unit: Unit) => reaches(handlers[who], unit) || isHead(who, unit);
const isRequester = (who: Who) => who === 'employee' || who === 'colleague';

export const iso = (ms: number): string => new Date(ms).toISOString();
const dayOf = (instant: string): string => iso(Date.parse(instant) + 8 * 3_600_000).slice(0, 10);
const endOf = (day: string): string => iso(Date.parse(`${day}T00:00:00+08:00`) + 86_400_000 - 1);
const nextDay = (day: string, count = 1): string => iso(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).slice(0, 10);

export function newCase(now: number, train: boolean, category: Model['category']): Model {
  const filedAt = iso(now);
  return {
    now,
    train,
    category,
    status: 'submitted',
    unit: 'east',
    owner: 'liaison',
    filedAt,
    contactedAt: null,
    complexity: 'general',
    reopened: 0,
    referred: 0,
    left: [],
    referral: null,
    extension: null,
    assisting: [],
    answeredBy: null,
    completedAt: null,
    clock: { startedAt: filedAt, ownDay: null, ownSetAt: null, pauses: [], pausedAt: null, extended: [], running: true },
  };
}

const reckoned = new WeakMap<Model['clock'], string | null>();

/** Until when the running processing clock runs; null while it is paused, stopped, or past the calendar. */
export function dueAt(model: Model, worked: string[]): string | null {
  // The naive reckoning goes day by day, and every possible try asks: a clock is reckoned once. Each step makes a new one (`after`).
  const known = reckoned.get(model.clock);
  if (known !== undefined) return known;
  const due = reckon(model, worked);
  reckoned.set(model.clock, due);
  return due;
}

function reckon(model: Model, worked: string[]): string | null {
  const { startedAt, ownDay, ownSetAt, pauses, pausedAt, extended, running } = model.clock;
  if (!running || pausedAt) return null;
  let day: string | null;
  if (model.complexity === 'general') day = naiveWorkingDays(worked, startedAt, model.category === 'complaint' ? 5 : 10, pauses);
  else {
    const first = ownDay ?? monthLater(dayOf(startedAt));
    const later = pauses.filter((pause) => ownSetAt === null || pause.from >= ownSetAt);
    day = first;
    for (let date = nextDay(dayOf(startedAt)); date <= (day as string); date = nextDay(date)) if (isPaused(date, later)) day = nextDay(day as string);
  }
  for (const days of extended) {
    if (day === null) return null;
    const after: string = day;
    day = worked.filter((date) => date > after && !isPaused(date, pauses))[days - 1] ?? null;
  }
  return day === null ? null : endOf(day);
}

const isPaused = (date: string, pauses: Pause[]) => pauses.some(({ from, to }) => date > dayOf(from) && date <= dayOf(to));

function monthLater(day: string): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(date, last))).toISOString().slice(0, 10);
}

const live = ['submitted', 'contacted', 'accepted'];
const open = [...live, 'awaiting_materials', 'on_hold', 'awaiting_sign_off'];

/** Whether this person may take this step now. */
export function may(model: Model, who: Who, act: Act, worked: string[]): boolean {
  const { status, unit, owner, referral } = model;
  const party = staff(who) && (who === owner || who === 'liaison');
  const head = isHead(who, unit);
  const supervisor = who === 'supervisor';
  const due = dueAt(model, worked);
  const inTime = due !== null && iso(model.now) <= due;
  const free = referral === null;
  switch (act) {
    case 'contact':
      // The liaison officer's town is the east.
      return ['submitted', 'accepted'].includes(status) && model.contactedAt === null && (party || head || supervisor);
    case 'assign':
      return open.includes(status) && free && (head || supervisor);
    case 'accept':
      return ['submitted', 'contacted'].includes(status) && free && handles(who, unit);
    case 'complex':
      return live.includes(status) && free && inTime && model.complexity === 'general' && (head || supervisor);
    case 'especiallyComplex':
      return live.includes(status) && free && inTime && model.complexity !== 'especially_complex' && (head || supervisor);
    case 'askForMaterials':
    case 'hold':
      return status === 'accepted' && free && (party || head);
    case 'supply':
      return status === 'awaiting_materials' && isRequester(who);
    case 'supplyFor':
      // The requester has a phone of ours: nobody speaks for them.
      return false;
    case 'resume':
      return status === 'on_hold' && (party || head);
    case 'referEast':
    case 'referWest': {
      const to = act === 'referEast' ? 'east' : 'west';
      return live.includes(status) && free && to !== unit && (who === owner || handles(who, unit)) && staff(who);
    }
    case 'acceptReferral':
    case 'returnReferral':
      return live.includes(status) && referral?.state === 'pending' && handles(who, referral.to as Unit);
    case 'directEast':
    case 'directWest':
      return live.includes(status) && referral?.state === 'with_supervisor' && supervisor;
    case 'askAssistance':
      return live.includes(status) && free && unit !== 'west' && !model.assisting.includes('west') && (party || handles(who, unit));
    case 'answerAssistance':
      return open.includes(status) && model.assisting.includes('west') && handles(who, 'west');
    case 'askExtension':
      return (
        live.includes(status) &&
        free &&
        inTime &&
        model.extension === null &&
        model.clock.extended.length < (model.complexity === 'especially_complex' ? 2 : 1) &&
        (party || head)
      );
    case 'grantExtension':
    case 'refuseExtension':
      return (
        open.includes(status) &&
        model.extension !== null &&
        model.extension.by !== who &&
        (supervisor || (model.extension.level === 'unit_head' && head))
      );
    case 'note':
      return open.includes(status) && (party || handles(who, unit) || supervisor);
    case 'complete':
      return status === 'accepted' && free && (party || head);
    case 'signOff':
      return status === 'awaiting_sign_off' && supervisor && model.answeredBy !== who;
    case 'sendBack':
      return status === 'awaiting_sign_off' && supervisor;
    case 'decline':
      return ['submitted', 'contacted'].includes(status) && free && handles(who, unit);
    case 'withdraw':
      return [...live, 'awaiting_materials', 'on_hold'].includes(status) && who === 'employee';
    case 'dispute':
      return (
        status === 'completed' &&
        isRequester(who) &&
        model.reopened < 2 &&
        model.completedAt !== null &&
        model.now <= Date.parse(model.completedAt) + 10 * 86_400_000
      );
  }
}

/** Head of each unit, or who is first responsible where there is none. */
const responsible: Record<Unit, Who> = { east: 'unitHead', west: 'strangerHead', bureau: 'dutyPerson' };
const handlerOf: Record<Unit, Who> = { east: 'secondHandler', west: 'strangerHandler', bureau: 'bureauHandler' };

/** The case after the step. */
export function after(model: Model, who: Who, act: Act, worked: string[], input: { day?: string; days?: number }): Model {
  const now = iso(model.now);
  const next: Model = structuredClone(model);
  switch (act) {
    case 'contact':
      next.contactedAt = now;
      if (model.status === 'submitted') next.status = 'contacted';
      break;
    case 'assign':
      next.owner = handlerOf[model.unit];
      break;
    case 'accept':
      next.status = 'accepted';
      next.owner = who;
      break;
    case 'complex':
      next.complexity = 'complex';
      next.clock.extended = [];
      break;
    case 'especiallyComplex':
      next.complexity = 'especially_complex';
      next.clock.extended = [];
      next.clock.ownDay = input.day as string;
      next.clock.ownSetAt = now;
      break;
    case 'askForMaterials':
    case 'hold':
      next.status = act === 'hold' ? 'on_hold' : 'awaiting_materials';
      next.clock.pausedAt = now;
      break;
    case 'supply':
    case 'resume':
      next.status = 'accepted';
      next.clock.pauses.push({ from: model.clock.pausedAt as string, to: now });
      next.clock.pausedAt = null;
      break;
    case 'referEast':
    case 'referWest': {
      const to: Unit = act === 'referEast' ? 'east' : 'west';
      if (model.referred >= 2 || model.left.includes(to)) next.referral = { state: 'with_supervisor', to: null, dueAt: null };
      else {
        next.referred += 1;
        next.referral = {
          state: 'pending',
          to,
          dueAt: naiveWorkingMinutes(
            worked,
            now,
            240,
            [
              [540, 720],
              [840, 1050],
            ],
            [],
          ),
        };
      }
      next.left.push(model.unit);
      break;
    }
    case 'acceptReferral':
      next.unit = model.referral?.to as Unit;
      next.owner = who;
      next.referral = null;
      break;
    case 'returnReferral':
      next.referral = null;
      break;
    case 'directEast':
    case 'directWest': {
      const to: Unit = act === 'directEast' ? 'east' : 'west';
      if (to !== model.unit) next.owner = responsible[to];
      next.unit = to;
      next.referral = null;
      break;
    }
    case 'askAssistance':
      next.assisting.push('west');
      break;
    case 'answerAssistance':
      next.assisting = [];
      break;
    case 'askExtension':
      next.extension = { by: who, level: isHead(who, model.unit) ? 'supervisor' : 'unit_head', days: input.days as number };
      break;
    case 'grantExtension':
      next.clock.extended.push(model.extension?.days as number);
      next.extension = null;
      break;
    case 'refuseExtension':
      next.extension = null;
      break;
    case 'complete':
      if (model.train) Object.assign(next, { status: 'awaiting_sign_off', answeredBy: who });
      else close(next, 'completed');
      break;
    case 'signOff':
      close(next, 'completed');
      break;
    case 'sendBack':
      Object.assign(next, { status: 'accepted', answeredBy: null });
      break;
    case 'decline':
      close(next, 'declined');
      break;
    case 'withdraw':
      close(next, 'withdrawn');
      break;
    case 'dispute':
      next.status = 'accepted';
      next.reopened += 1;
      next.complexity = 'general';
      next.completedAt = null;
      next.clock = { startedAt: now, ownDay: null, ownSetAt: null, pauses: [], pausedAt: null, extended: [], running: true };
      if (next.reopened === 2) Object.assign(next, { unit: 'bureau', owner: responsible.bureau });
      break;
    case 'note':
    case 'supplyFor':
      break;
  }
  return next;
}

function close(model: Model, status: 'completed' | 'declined' | 'withdrawn'): void {
  const now = iso(model.now);
  if (status === 'completed') model.completedAt = now;
  if (model.clock.pausedAt) model.clock.pauses.push({ from: model.clock.pausedAt, to: now });
  Object.assign(model, { status, answeredBy: null, referral: null, extension: null });
  Object.assign(model.clock, { running: false, pausedAt: null });
}
