import type { Who, World } from './world';

/** One kind of try: who may do it now, how it is asked of the service, and what is then true. */
export type Step = {
  may(who: Who): boolean;
  send(who: Who, pick: number): Promise<{ status: number; text: string }>;
  after(who: Who, pick: number): void;
  /** Little or nothing may be done after it: walks take it seldom on purpose. */
  ends?: boolean;
};

/** One walk of a machine: an object of its own, what is believed of it, and how one looks at it. `look` throws where the service differs. */
export type Course = { steps: Record<string, Step>; look(viewer: Who): Promise<void> };

export type Machine = { name: string; begin(world: World, walk: number): Promise<Course> };

/** Throws where what was found is not what the model says. */
export function same(what: string, found: unknown, wanted: unknown): void {
  const [one, other] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (one !== other) throw new Error(`${what}: found ${one}, wanted ${other}`);
}

/** Names of steps that a person may take, as the buttons of a page would stand. */
export const open = (steps: Record<string, Step>, names: readonly string[], who: Who): string[] =>
  names.filter((name) => steps[name]?.may(who)).sort();

/** Of an answer to somebody who looks: there for those who see it, not there (or no desk at all) for everybody else. */
export function seen(what: string, status: number, sees: boolean): void {
  if (sees ? status !== 200 : status !== 404 && status !== 403) throw new Error(`${what}: ${sees ? 'not seen' : 'seen'}, ${status}`);
}
