import path from 'node:path';
import type { CompiledWxml, WxNode } from '../compile';
import type { ComponentDefinition } from './pages';

/** A node of the screen as WeChat would draw it: `view`, `button`, … or `#text`. Components are opened, blocks dissolved. */
export interface ScreenNode {
  tag: string;
  text: string;
  attr: Record<string, unknown>;
  children: ScreenNode[];
  parent?: ScreenNode;
  /** Path of the page or component whose methods answer this node's events. */
  owner: string;
}

export interface Renderer {
  render(page: string, data: unknown): ScreenNode;
}

export function createRenderer(
  compiled: CompiledWxml,
  usedBy: (owner: string) => Record<string, string>,
  component: (file: string) => ComponentDefinition | undefined,
  report: (error: unknown) => void,
): Renderer {
  function open(node: WxNode | string, owner: string, parent: ScreenNode): void {
    if (typeof node !== 'object') {
      parent.children.push({ tag: '#text', text: String(node), attr: {}, children: [], parent, owner });
      return;
    }
    const tag = node.tag.replace(/^wx-/, '');
    if (tag === 'virtual') {
      for (const child of node.children) open(child, owner, parent);
      return;
    }
    const used = usedBy(owner)[tag];
    if (used !== undefined) {
      const file = used.startsWith('/') ? used.slice(1) : path.posix.join(path.posix.dirname(owner), used);
      const inner = compiled.render(`${file}.wxml`, propertiesOf(file, node.attr ?? {}));
      for (const child of inner.children) open(child, file, parent);
      return;
    }
    const made: ScreenNode = { tag, text: '', attr: node.attr ?? {}, children: [], parent, owner };
    parent.children.push(made);
    for (const child of node.children) open(child, owner, made);
  }

  function propertiesOf(file: string, attr: Record<string, unknown>): Record<string, unknown> {
    const definition = component(file);
    if (!definition) throw new Error(`The component ${file} has not been registered.`);
    return Object.fromEntries(
      Object.entries(definition.properties ?? {}).map(([name, property]) => {
        const initial = typeof property === 'object' && property !== null && 'value' in property ? property.value : undefined;
        return [name, attr[name] ?? initial];
      }),
    );
  }

  return {
    render(page, data) {
      const made: ScreenNode = { tag: 'page', text: '', attr: {}, children: [], owner: page };
      for (const child of compiled.render(`${page}.wxml`, data).children) open(child, page, made);
      for (const warning of compiled.takeWarnings()) report(new Error(`${page}.wxml: ${warning}`));
      return made;
    },
  };
}

/** The node and everything above it, nearest first. */
export function upwards(node: ScreenNode): ScreenNode[] {
  return node.parent ? [node, ...upwards(node.parent)] : [node];
}

/** All nodes below, in document order. */
export function below(node: ScreenNode): ScreenNode[] {
  return node.children.flatMap((child) => [child, ...below(child)]);
}

export function attribute(node: ScreenNode, name: string): string {
  const value = node.attr[name];
  return value === undefined || value === null ? '' : String(value);
}

export function isOn(node: ScreenNode, name: string): boolean {
  const value = node.attr[name];
  return value !== undefined && value !== false && value !== 'false' && value !== null;
}
