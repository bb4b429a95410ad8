import type { OpenPage, PageStack } from './pages';
import type { Realm } from './realm';
import { attribute, upwards, type ScreenNode } from './tree';

const bubbling = new Set(['touchstart', 'touchmove', 'touchend', 'touchcancel', 'tap', 'longpress', 'longtap', 'transitionend', 'animationend']);

/** Which method the node names for the event, and whether it stops there. */
export function listener(node: ScreenNode, type: string): { method: string; stops: boolean } | undefined {
  for (const [prefix, stops] of [
    ['bind', false],
    ['catch', true],
  ] as const) {
    const method = attribute(node, `${prefix}${type}`) || attribute(node, `${prefix}:${type}`);
    if (method !== '') return { method, stops };
  }
  return undefined;
}

function place(node: ScreenNode) {
  const dataset: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(node.attr)) {
    if (name.startsWith('data-')) dataset[name.slice(5).replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())] = value;
  }
  return { id: attribute(node, 'id'), dataset, offsetLeft: 0, offsetTop: 0 };
}

/**
 * Sends one event the way WeChat does: to every listening node on the way up for taps and touches, to the node alone for
 * the rest.
 * @returns how many listeners were called
 */
export function dispatch(
  target: ScreenNode,
  type: string,
  detail: unknown,
  page: OpenPage,
  stack: PageStack,
  realm: Realm,
  report: (error: unknown) => void,
): number {
  const touched = /^(touch|tap|long)/.test(type);
  const touches = touched ? [{ identifier: 0, pageX: 0, pageY: 0, clientX: 0, clientY: 0 }] : undefined;
  let called = 0;
  for (const node of bubbling.has(type) ? upwards(target) : [target]) {
    const found = listener(node, type);
    if (!found) continue;
    const owner = node.owner === page.path ? page.instance : stack.component(node.owner)?.methods;
    const method = (owner as Record<string, unknown> | undefined)?.[found.method];
    if (typeof method !== 'function') {
      report(new Error(`${node.owner} does not have a method "${found.method}" to handle event "${type}".`));
      continue;
    }
    const event = realm.copy({
      type,
      timeStamp: Math.round(performance.now()),
      target: place(target),
      currentTarget: place(node),
      mark: {},
      detail: detail ?? {},
      ...(touches ? { touches: type === 'touchend' ? [] : touches, changedTouches: touches } : {}),
    });
    called += 1;
    try {
      method.call(page.instance, event);
    } catch (error) {
      report(error);
    }
    if (found.stops) break;
  }
  return called;
}
