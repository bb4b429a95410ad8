import type { StaffRole } from '../../../shared/rules/roles';
import type { KindName } from './objects';
import { people, type Who } from './people';
import type { Scene } from './scene';

/** Who may call, said once more and apart from the contract. */
export type Open = 'anyone' | 'person' | 'machine' | readonly StaffRole[];

/** One place of an endpoint's input that names an object. */
export type Take = {
  /** `id`, `change.entryId`, or `visitIds[]` for a list of one. */
  field: string;
  kind: KindName;
  /** The rest of a call that succeeds. */
  rest?: (scene: Scene) => object;
  /** Who succeeds with the first object, where that is not everybody who reaches it and may call. */
  does?: readonly Who[];
  /** Who tries at all: those for whom the rest of the call is theirs too. */
  among?: readonly Who[];
  /** The code for somebody else's, where it is told from one that is not there, and why that may be. */
  told?: { code: string; because: string };
};

export type Row = {
  open: Open;
  takes: readonly Take[];
  /** Fields that look like names of objects and are none of anybody: why. */
  free: Readonly<Record<string, string>>;
  rest: (scene: Scene) => object;
  does: readonly Who[] | 'everybody';
  /** Not called with a session that works: why. */
  silent: string | null;
};

type More = Partial<Pick<Row, 'free' | 'rest' | 'does' | 'silent'>>;
const row = (open: Open, takes: readonly Take[], more: More): Row => ({
  open,
  takes,
  free: {},
  rest: () => ({}),
  does: 'everybody',
  silent: null,
  ...more,
});

export type Maker = (...parts: readonly (Take | More)[]) => Row;
const isTake = (part: Take | More): part is Take => 'field' in part;
const maker =
  (open: Open): Maker =>
  (...parts) =>
    row(open, parts.filter(isTake), Object.assign({}, ...parts.filter((part) => !isTake(part))));

export const anyone = maker('anyone');
export const person = maker('person');
export const machine = maker('machine');
export const staff = (...roles: StaffRole[]): Maker => maker(roles);

/** An object in a field, with the rest of a call that succeeds and, where it is not everybody who reaches it, who succeeds. */
export function at(kind: KindName, rest?: Take['rest'], does?: readonly Who[], field = 'id'): Take {
  return { field, kind, ...(rest ? { rest } : {}), ...(does ? { does } : {}) };
}
export const by = (field: string, kind: KindName, rest?: Take['rest'], does?: readonly Who[]): Take => at(kind, rest, does, field);

/** Of whom the rest of the call is too; others would be refused for that. */
export const among = (who: readonly Who[], take: Take): Take => ({ ...take, among: who });
export const everybodyBut = (...but: Who[]): Who[] => people.filter((who) => !but.includes(who));
