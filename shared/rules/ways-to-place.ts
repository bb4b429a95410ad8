import { type PlaceKind, placeKinds } from './opening';
import type { Settings } from './settings';

/** Kinds of places that can be taken: those a hall's calendar divides its slots into, and visits at the door, whose slots are planned by hand (D9). */
export const takenKinds = [...placeKinds, 'home_visit'] as const;
export type TakenKind = PlaceKind | 'home_visit';

/** Every way to a place. Each takes it by the same statement (db/queries/places.ts); what differs stands in `wayRules`. */
export const waysToPlace = ['citizen', 'officer', 'walk_in', 'move', 'wait_list', 'group', 'home_visit', 'closure'] as const;
export type WayToPlace = (typeof waysToPlace)[number];

/** Ways an appointment can have been booked by; it keeps the kinds of its way when it is moved. */
export const bookedWays = ['citizen', 'officer', 'wait_list', 'group'] as const satisfies readonly WayToPlace[];
export type BookedWay = (typeof bookedWays)[number];

type WayRule = {
  /** Kinds of places that are this way's own. */
  own: readonly TakenKind[];
  /** Kinds that it may also take once its own are used up, while the setting is 1. */
  also: { kinds: readonly TakenKind[]; setting: 'enterpriseTakesPublic' | 'walkInTakesPublic' } | null;
  /** `ahead`: of slots that have not begun. `running`: of the slot under way too. */
  slot: 'ahead' | 'running';
  /** Online booking wants a verified name and no block for missed appointments (C9); an officer who has the person in front does not. */
  online: boolean;
};

/** Public places and, for who may (C5), the green channel's reserve. */
const everybody = ['public', 'green_channel'] as const satisfies readonly TakenKind[];

export const wayRules: Record<WayToPlace, WayRule> = {
  citizen: { own: everybody, also: null, slot: 'ahead', online: true },
  officer: { own: everybody, also: null, slot: 'ahead', online: false },
  walk_in: { own: ['walk_in'], also: { kinds: everybody, setting: 'walkInTakesPublic' }, slot: 'running', online: false },
  move: { own: everybody, also: null, slot: 'ahead', online: false },
  wait_list: { own: everybody, also: null, slot: 'ahead', online: true },
  group: { own: ['enterprise'], also: { kinds: ['public'], setting: 'enterpriseTakesPublic' }, slot: 'ahead', online: false },
  home_visit: { own: ['home_visit'], also: null, slot: 'ahead', online: false },
  closure: { own: everybody, also: null, slot: 'ahead', online: false },
};

/** The kinds to look through, one set after the other: the way's own first. A place that is held already may be of any of them. */
export function kindsToTry(way: WayToPlace, settings: Pick<Settings, 'enterpriseTakesPublic' | 'walkInTakesPublic'>, isHeld = false): TakenKind[][] {
  const { own, also } = wayRules[way];
  if (!also) return [[...own]];
  if (isHeld) return [[...own, ...also.kinds]];
  return settings[also.setting] === 1 ? [[...own], [...also.kinds]] : [[...own]];
}

/** The kinds that a block of places is taken from (D9): the way's own alone, then, while the setting says so, together with the others. */
export function kindsOfBlock(settings: Pick<Settings, 'enterpriseTakesPublic'>): TakenKind[][] {
  const { own, also } = wayRules.group;
  return also && settings.enterpriseTakesPublic === 1 ? [[...own], [...own, ...also.kinds]] : [[...own]];
}
