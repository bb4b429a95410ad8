import type { MiniProgram } from './miniprogram';
import { attribute, below, isOn, upwards, type ScreenNode } from './tree';

/** What WeChat's own controls hold, apart from the page's data: typed text, switches, chosen radios. */
export interface NativeValues {
  text(node: ScreenNode): string;
  checked(node: ScreenNode): boolean;
  set(node: ScreenNode, value: string | boolean): void;
}

/** A control keeps what the person did until the page's data gives it another value. */
export function createNativeValues(page: () => object): NativeValues {
  const byPage = new WeakMap<object, Map<string, { given: unknown; own: string | boolean }>>();
  const held = () => {
    const known = byPage.get(page()) ?? new Map<string, { given: unknown; own: string | boolean }>();
    byPage.set(page(), known);
    return known;
  };
  const given = (node: ScreenNode) => (node.tag === 'input' || node.tag === 'textarea' ? attribute(node, 'value') : isOn(node, 'checked'));
  const current = (node: ScreenNode) => {
    const kept = held().get(attribute(node, 'id'));
    return kept && kept.given === given(node) ? kept.own : given(node);
  };
  return {
    text: (node) => String(current(node)),
    checked: (node) => current(node) === true,
    set: (node, value) => void held().set(attribute(node, 'id'), { given: given(node), own: value }),
  };
}

const keyboards: Record<string, RegExp> = { number: /^\d*$/, digit: /^[\d.]*$/, idcard: /^[\dXx]*$/ };

/** Types into an input or textarea in place of what stood there, as one committed word; then leaves the field. */
export function typeInto(mini: MiniProgram, values: NativeValues, node: ScreenNode, words: string, enter: boolean): void {
  const keyboard = node.tag === 'input' ? keyboards[attribute(node, 'type')] : undefined;
  if (keyboard && !keyboard.test(words)) throw new Error(`The keyboard "${attribute(node, 'type')}" cannot type "${words}".`);
  const limit = Number(node.attr.maxlength ?? 140);
  const text = limit < 0 ? words : [...words].slice(0, limit).join('');
  mini.send(node, 'focus', { value: values.text(node), height: 300 });
  values.set(node, text);
  mini.send(node, 'input', { value: text, cursor: text.length, keyCode: 0 });
  if (enter) mini.send(node, 'confirm', { value: text });
  mini.send(node, 'blur', { value: text, cursor: text.length });
}

/** What WeChat itself does after a tap: toggles, radios, labels, forms, open-types. */
export function nativeTap(
  mini: MiniProgram,
  values: NativeValues,
  node: ScreenNode,
  loginCode: () => Promise<string | undefined>,
): Promise<void> | undefined {
  const control = controlOf(node);
  if (!control) return undefined;
  switch (control.tag) {
    case 'switch':
      return toggle(mini, values, control);
    case 'checkbox':
      return check(mini, values, control);
    case 'radio':
      return choose(mini, values, control);
    case 'button':
      return pressButton(mini, values, control, loginCode);
    case 'navigator':
      return void follow(mini, control);
    default:
      return undefined;
  }
}

function controlOf(node: ScreenNode): ScreenNode | undefined {
  for (const each of upwards(node)) {
    if (['switch', 'checkbox', 'radio', 'button', 'navigator'].includes(each.tag)) return each;
    if (each.tag !== 'label') continue;
    const target = attribute(each, 'for');
    const inside = below(target ? (upwards(each).at(-1) ?? each) : each);
    return inside.find((child) => (target ? attribute(child, 'id') === target : ['switch', 'checkbox', 'radio', 'button'].includes(child.tag)));
  }
  return undefined;
}

function toggle(mini: MiniProgram, values: NativeValues, node: ScreenNode): undefined {
  const value = !values.checked(node);
  values.set(node, value);
  mini.send(node, 'change', { value });
}

function groupOf(node: ScreenNode, tag: string): ScreenNode {
  const group = upwards(node).find((each) => each.tag === tag);
  if (!group) throw new Error(`A ${node.tag} stands outside any ${tag}: WeChat would tell nobody of the choice.`);
  return group;
}

function check(mini: MiniProgram, values: NativeValues, node: ScreenNode): undefined {
  const group = groupOf(node, 'checkbox-group');
  values.set(node, !values.checked(node));
  const chosen = below(group).filter((each) => each.tag === 'checkbox' && values.checked(each));
  mini.send(group, 'change', { value: chosen.map((each) => attribute(each, 'value')) });
}

function choose(mini: MiniProgram, values: NativeValues, node: ScreenNode): undefined {
  if (values.checked(node)) return;
  const group = groupOf(node, 'radio-group');
  for (const other of below(group).filter((each) => each.tag === 'radio')) values.set(other, other === node);
  mini.send(group, 'change', { value: attribute(node, 'value') });
}

function pressButton(
  mini: MiniProgram,
  values: NativeValues,
  node: ScreenNode,
  phoneCode: () => Promise<string | undefined>,
): Promise<void> | undefined {
  if (attribute(node, 'formType') !== '') submit(mini, values, node);
  switch (attribute(node, 'openType')) {
    case 'getPhoneNumber':
      return givePhoneNumber(mini, node, phoneCode);
    case 'agreePrivacyAuthorization':
      mini.agreeToPrivacy();
      mini.send(node, 'agreeprivacyauthorization', {});
      return undefined;
    case 'openSetting':
      mini.send(node, 'opensetting', { errMsg: 'openSetting:ok', authSetting: {} });
      return undefined;
    case 'share':
      mini.stack.call(mini.stack.top(), 'onShareAppMessage', mini.realm.copy({ from: 'button' }));
      return undefined;
    default:
      return undefined;
  }
}

async function givePhoneNumber(mini: MiniProgram, node: ScreenNode, phoneCode: () => Promise<string | undefined>): Promise<void> {
  try {
    await mini.privacyGate('getPhoneNumber');
    const code = await phoneCode();
    mini.send(node, 'getphonenumber', code === undefined ? { errMsg: 'getPhoneNumber:fail user deny' } : { errMsg: 'getPhoneNumber:ok', code });
  } catch {
    mini.send(node, 'getphonenumber', { errMsg: 'getPhoneNumber:fail privacy permission is not authorized', errno: 104 });
  }
}

function submit(mini: MiniProgram, values: NativeValues, node: ScreenNode): void {
  const form = upwards(node).find((each) => each.tag === 'form');
  if (!form) return;
  const fields = below(form).filter((each) => attribute(each, 'name') !== '');
  const value = Object.fromEntries(
    fields.map((field) => [attribute(field, 'name'), field.tag === 'switch' ? values.checked(field) : values.text(field)]),
  );
  mini.send(form, attribute(node, 'formType') === 'reset' ? 'reset' : 'submit', { value });
}

function follow(mini: MiniProgram, node: ScreenNode): void {
  const url = attribute(node, 'url');
  const how = attribute(node, 'openType') || 'navigate';
  if (how === 'navigateBack') mini.stack.navigateBack(node.attr.delta);
  else if (how === 'redirect') mini.stack.redirectTo(url);
  else if (how === 'switchTab') mini.stack.switchTab(url);
  else if (how === 'reLaunch') mini.stack.reLaunch(url);
  else mini.stack.navigateTo(url);
}

/** Turns a picker's wheel to a value shown on it (or a date or time) and confirms. */
export function turnPicker(mini: MiniProgram, node: ScreenNode, wanted: string | string[]): void {
  const mode = attribute(node, 'mode') || 'selector';
  if (mode === 'date' || mode === 'time') {
    const value = String(wanted);
    const [start, end] = [attribute(node, 'start'), attribute(node, 'end')];
    if ((start !== '' && value < start) || (end !== '' && value > end)) {
      throw new Error(`The ${mode} picker goes from ${start || '…'} to ${end || '…'}; ${value} is outside.`);
    }
    mini.send(node, 'change', { value });
    return;
  }
  const columns = mode === 'multiSelector' ? (node.attr.range as unknown[][]) : [node.attr.range as unknown[]];
  const key = attribute(node, 'rangeKey');
  const chosen = [wanted].flat().map((word, column) => {
    const words = (columns[column] ?? []).map((item) => (key ? String((item as Record<string, unknown>)[key]) : String(item)));
    const index = words.indexOf(word);
    if (index < 0) throw new Error(`The picker does not offer "${word}", only ${words.join(' / ')}.`);
    return index;
  });
  mini.send(node, 'change', { value: mode === 'multiSelector' ? chosen : chosen[0] });
}
