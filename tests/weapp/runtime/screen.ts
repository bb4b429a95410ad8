import { classesOf } from './selector-query';
import { attribute, below, isOn, upwards, type ScreenNode } from './tree';
import type { NativeValues } from './controls';

const inline = new Set(['text', 'span', '#text', 'navigator', 'label']);
export const typing = new Set(['input', 'textarea']);
const native = new Set(['button', 'switch', 'radio', 'checkbox', 'label', 'navigator', 'picker', 'slider', ...typing]);

export function isHidden(node: ScreenNode): boolean {
  return isOn(node, 'hidden') || /display:\s*none/.test(attribute(node, 'style'));
}

export function isVisible(node: ScreenNode): boolean {
  return upwards(node).every((each) => !isHidden(each));
}

const tidy = (text: string) => text.replace(/[\s\u00a0]+/g, ' ').trim();

/** All words a person reads in the node, in one line. Neighbouring blocks are set apart by a space. */
export function textOf(node: ScreenNode): string {
  return tidy(rawText(node));
}

function rawText(node: ScreenNode): string {
  if (isHidden(node)) return '';
  if (node.tag === '#text') return node.text;
  const inner = node.children.map(rawText).join('');
  return inline.has(node.tag) ? inner : ` ${inner} `;
}

/** What a screen reader says of the node beyond its text. */
export function labelOf(node: ScreenNode): string {
  return tidy(attribute(node, 'ariaLabel') || attribute(node, 'aria-label'));
}

export function isDisabled(node: ScreenNode): boolean {
  return upwards(node).some((each) => isOn(each, 'disabled') || ['true'].includes(String(each.attr.ariaDisabled ?? each.attr['aria-disabled'])));
}

/** A class as the page's author wrote it: CSS modules add the file's name and a hash around it. */
export function hasClass(node: ScreenNode, name: string): boolean {
  return classesOf(node).some((each) => each === name || each.includes(`__${name}___`));
}

/** Whether a tap on the node reaches anybody: a listener here or above, or a control of WeChat's own. */
export function tapTarget(node: ScreenNode): ScreenNode | undefined {
  return upwards(node).find((each) => native.has(each.tag) || ['bindtap', 'catchtap', 'bind:tap', 'catch:tap'].some((name) => isOn(each, name)));
}

/** The screen as lines of text, top to bottom, as read. */
export function linesOf(root: ScreenNode, values: NativeValues): string[] {
  const lines: string[] = [];
  let line = '';
  const flush = () => {
    const text = tidy(line);
    if (text !== '') lines.push(text);
    line = '';
  };
  const walk = (node: ScreenNode) => {
    if (isHidden(node)) return;
    if (node.tag === '#text') {
      node.text.split('\n').forEach((part, index) => {
        if (index > 0) flush();
        line += part;
      });
      return;
    }
    if (inline.has(node.tag)) return node.children.forEach(walk);
    flush();
    if (typing.has(node.tag)) line = values.text(node) || attribute(node, 'placeholder');
    node.children.forEach(walk);
    flush();
  };
  walk(root);
  flush();
  return lines;
}

/** The same lines with marks for what can be used: `[…]` a button, `‹…›` a field, `(•)` chosen. For error messages. */
export function drawingOf(root: ScreenNode, values: NativeValues): string {
  const lines: string[] = [];
  const walk = (node: ScreenNode, depth: number) => {
    if (isHidden(node)) return;
    const pad = '  '.repeat(Math.min(depth, 12));
    const role = attribute(node, 'ariaRole') || node.tag;
    const words = textOf(node);
    const label = labelOf(node);
    const name = label !== '' && label !== words ? `${words}${words ? ' ' : ''}{${label}}` : words;
    const grey = isDisabled(node) ? ' (disabled)' : '';
    const simple = (shown: string) => void lines.push(pad + shown + grey);
    if (node.tag === '#text') return words === '' ? undefined : simple(words);
    if (typing.has(node.tag)) return simple(`‹${attribute(node, 'placeholder') || label}› ${values.text(node)}`);
    const choice = node.tag === 'label' ? below(node).find((each) => ['switch', 'radio', 'checkbox'].includes(each.tag)) : undefined;
    if (choice || ['switch', 'radio', 'checkbox'].includes(role)) {
      const on = choice
        ? values.checked(choice)
        : native.has(node.tag)
          ? values.checked(node)
          : [node.attr.ariaChecked, node.attr['aria-checked']].map(String).includes('true');
      return simple(`${on ? '(•)' : '( )'} ${name}`);
    }
    if (['button', 'navigator', 'link', 'tab', 'picker'].includes(role)) return simple(`[${name}]`);
    if (!below(node).some((each) => each !== node && each.tag !== '#text' && each.tag !== 'text')) {
      return name === '' ? undefined : simple(tapTarget(node) ? `[${name}]` : name);
    }
    for (const child of node.children) walk(child, depth + (node.tag === 'view' && node.children.length > 1 ? 1 : 0));
  };
  walk(root, 0);
  return lines.join('\n');
}

export interface Search {
  /** Only inside the nearest thing that shows this text and can hold the target. */
  within?: string;
  /** Which one, counted from 0, when several fit. */
  nth?: number;
}

/** All nodes that fit a class (`.name`), an id (`#name`), or words shown or read aloud; the innermost ones, exact matches first. */
export function findAll(root: ScreenNode, wanted: string, within?: string): ScreenNode[] {
  if (within !== undefined) return findWithin(root, wanted, within);
  const nodes = below(root).filter((node) => node.tag !== '#text' && isVisible(node));
  if (/^[.#][A-Za-z_]/.test(wanted)) {
    return nodes.filter((node) => (wanted.startsWith('#') ? attribute(node, 'id') === wanted.slice(1) : hasClass(node, wanted.slice(1))));
  }
  const named = (test: (text: string) => boolean) =>
    innermost(nodes.filter((node) => [textOf(node), labelOf(node), attribute(node, 'placeholder')].some((text) => text !== '' && test(text))));
  const exact = named((text) => text === wanted);
  return exact.length > 0 ? exact : named((text) => text.includes(wanted));
}

function findWithin(root: ScreenNode, wanted: string, within: string): ScreenNode[] {
  for (const anchor of findAll(root, within)) {
    for (const around of upwards(anchor)) {
      const found = findAll(around, wanted);
      if (found.length > 0) return found;
    }
  }
  return [];
}

function innermost(nodes: ScreenNode[]): ScreenNode[] {
  const above = new Set(nodes.flatMap((node) => (node.parent ? upwards(node.parent) : [])));
  return nodes.filter((node) => !above.has(node));
}
