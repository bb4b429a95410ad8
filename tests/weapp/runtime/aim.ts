import { findAll, hasClass, isDisabled, isVisible, labelOf, tapTarget, textOf, typing, type Search } from './screen';
import { attribute, below, upwards, type ScreenNode } from './tree';

/** Something seen on the screen. */
export interface Seen {
  text: string;
  label: string;
  disabled: boolean;
  classes: string[];
  attr: Record<string, unknown>;
  tag: string;
}

export function describeNode(node: ScreenNode): Seen {
  return {
    text: textOf(node),
    label: labelOf(node),
    disabled: isDisabled(node),
    classes: attribute(node, 'class')
      .split(/\s+/)
      .filter((name) => name !== '' && hasClass(node, name)),
    attr: node.attr,
    tag: node.tag,
  };
}

/**
 * The one node a person means by these words: of several, those that a tap reaches.
 * @throws Error when there is none, or several that are not told apart
 */
export function aim(screen: ScreenNode, wanted: string, search: Search): ScreenNode {
  const found = findAll(screen, wanted, search.within);
  const useful = found.filter((node) => tapTarget(node));
  const candidates = useful.length > 0 ? useful : found;
  const node = candidates[search.nth ?? 0];
  const where = `${search.within === undefined ? '' : ` within "${search.within}"`}${search.nth === undefined ? '' : ` number ${search.nth}`}`;
  if (!node) throw new Error(`There is no "${wanted}"${where}`);
  if (search.nth === undefined && new Set(candidates.map(tapTarget)).size > 1) {
    throw new Error(`${candidates.length} things fit "${wanted}": say which with { within } or { nth }`);
  }
  return node;
}

/** @throws Error as `aim`, or when a tap there would do nothing */
export function aimTap(screen: ScreenNode, wanted: string, search: Search): ScreenNode {
  const node = aim(screen, wanted, search);
  if (isDisabled(node)) throw new Error(`"${wanted}" is disabled`);
  if (!tapTarget(node)) throw new Error(`Nothing listens to a tap on "${wanted}"`);
  if (upwards(node).some((each) => each.tag === 'picker')) throw new Error(`"${wanted}" is a picker: use pick()`);
  return node;
}

/** The field with this placeholder or label, or the one that follows these words. */
export function aimField(screen: ScreenNode, wanted: string, search: Search): ScreenNode {
  const found = findAll(screen, wanted, search.within);
  const isField = (node: ScreenNode) => typing.has(node.tag) && isVisible(node);
  const direct = found.filter(isField);
  const near = found.map((node) => below(node).find(isField) ?? following(node, isField)).filter((node) => node !== undefined);
  const field = (direct.length > 0 ? direct : near)[search.nth ?? 0];
  if (!field) throw new Error(`There is no field at "${wanted}"`);
  return field;
}

export function aimPicker(screen: ScreenNode, wanted: string, search: Search): ScreenNode {
  const node = aim(screen, wanted, search);
  const isPicker = (each: ScreenNode) => each.tag === 'picker';
  const picker = upwards(node).find(isPicker) ?? below(node).find(isPicker) ?? following(node, isPicker);
  if (!picker) throw new Error(`There is no picker at "${wanted}"`);
  if (isDisabled(picker)) throw new Error(`The picker at "${wanted}" is disabled`);
  return picker;
}

/** The first fitting node after this one, in the smallest group that has both. */
function following(node: ScreenNode, fits: (node: ScreenNode) => boolean): ScreenNode | undefined {
  for (const around of upwards(node)) {
    const inside = below(around);
    const after = inside.slice(inside.indexOf(node) + 1).find(fits);
    if (after) return after;
  }
  return undefined;
}
