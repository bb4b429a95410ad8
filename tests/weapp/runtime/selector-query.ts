import type { Realm } from './realm';
import { below, attribute, type ScreenNode } from './tree';

type Asked = { selector: string; many: boolean; callback: ((result: unknown) => void) | undefined };

/** A selector of one class or id, as wx.createSelectorQuery takes it. */
export function matchesSelector(node: ScreenNode, selector: string): boolean {
  if (selector.startsWith('#')) return attribute(node, 'id') === selector.slice(1);
  return classesOf(node).includes(selector.replace(/^\./, ''));
}

export function classesOf(node: ScreenNode): string[] {
  return attribute(node, 'class').split(/\s+/).filter(Boolean);
}

/** wx.createSelectorQuery without a layout: it knows whether a node is there, not where. Rectangles are all zero. */
export function selectorQuery(screen: () => ScreenNode, realm: Realm) {
  const asked: Asked[] = [];
  const nodes = (selector: string, many: boolean) => {
    const ask = (callback?: (result: unknown) => void) => {
      asked.push({ selector, many, callback });
      return query;
    };
    return {
      boundingClientRect: ask,
      scrollOffset: ask,
      context: ask,
      node: ask,
      fields: (_fields: unknown, callback?: (result: unknown) => void) => ask(callback),
    };
  };
  const rect = (node: ScreenNode) => ({
    id: attribute(node, 'id'),
    left: 0,
    right: 0,
    top: 0,
    bottom: 0,
    width: 0,
    height: 0,
    scrollTop: 0,
    scrollLeft: 0,
  });
  const query = {
    in: () => query,
    select: (selector: string) => nodes(selector, false),
    selectAll: (selector: string) => nodes(selector, true),
    selectViewport: () => nodes('viewport', false),
    exec(done?: (results: unknown) => void) {
      realm.later(() => {
        const tree = screen();
        const results = asked.splice(0).map(({ selector, many, callback }) => {
          const found = selector === 'viewport' ? [tree] : below(tree).filter((node) => matchesSelector(node, selector));
          const result = realm.copy(many ? found.map(rect) : found[0] ? rect(found[0]) : null);
          callback?.(result);
          return result;
        });
        done?.(realm.copy(results));
      });
    },
  };
  return query;
}
