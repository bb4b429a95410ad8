/**
 * WeChat's check of subscribe-message fields (订阅消息参数值内容限制说明), written apart from
 * shared/rules/template-fields.ts so that a mistake there is not repeated here.
 */
const limits: Record<string, (value: string) => boolean> = {
  thing: (value) => count(value) <= 20,
  number: (value) => /^-?\d+(\.\d+)?$/.test(value) && value.length <= 32,
  letter: (value) => /^[A-Za-z]{1,32}$/.test(value),
  symbol: (value) => count(value) <= 5 && !/[\p{Script=Han}\p{L}\p{N}]/u.test(value),
  character_string: (value) => value.length <= 32 && /^[\x21-\x7e ]+$/.test(value),
  time: (value) => every(value, /^((\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d{1,2}-\d{1,2}) ?)?([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/),
  date: (value) => every(value, /^(\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d{1,2}-\d{1,2})( ([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?)?$/),
  amount: (value) => /^[¥￥$]?\d{1,10}(\.\d+)?元?$/.test(value),
  phone_number: (value) => /^[\d+\- ()]{1,17}$/.test(value),
  car_number: (value) => /^[\p{Script=Han}A-Z0-9][A-Z0-9]*[\p{Script=Han}A-Z0-9]$/u.test(value) && count(value) <= 8,
  // Chinese (or mixed) names have 10 places, purely Latin ones 20.
  name: (value) => (/^[\x20-\x7e]+$/.test(value) ? value.length <= 20 : count(value) <= 10 && !/\d/.test(value)),
  phrase: (value) => /^\p{Script=Han}{1,5}$/u.test(value),
  enum: (value) => value.length > 0,
};

/** `data.thing1.value is empty`, `data.thing1.value invalid`, or null when WeChat would take the field. */
export function fieldProblem(key: string, value: unknown): string | null {
  const kind = /^([a-z_]+?)\d+$/.exec(key)?.[1];
  const accepts = kind === undefined ? undefined : limits[kind];
  if (typeof value !== 'string' || value.trim() === '') return `data.${key}.value is empty`;
  return accepts?.(value) ? null : `data.${key}.value invalid`;
}

/** A time may be a span with a half-width tilde between its ends. */
function every(value: string, form: RegExp): boolean {
  const ends = value.split('~');
  return ends.length <= 2 && ends.every((end) => form.test(end.trim()));
}

function count(value: string): number {
  return [...value].length;
}
