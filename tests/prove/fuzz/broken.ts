import { type EndpointName, pathParameters, routes, takenBy } from '../../../shared/contract/routes';
import { endpoints } from '../../../shared/contract/index';
import type { Draft } from './requests';

type Break = (draft: Draft, name: EndpointName) => Draft;
const withHeader =
  (headers: Record<string, string>, wrong: Draft['wrong']): Break =>
  (draft) => ({
    ...draft,
    headers: { ...draft.headers, ...headers },
    wrong: wrong === 'raw' ? wrong : (draft.wrong ?? wrong),
  });
const withoutHeader =
  (header: string, wrong: string): Break =>
  (draft) => ({ ...draft, headers: Object.fromEntries(Object.entries(draft.headers).filter(([field]) => field !== header)), wrong });
const withBody =
  (wrong: Draft['wrong'], change: (text: string) => string | Buffer): Break =>
  (draft) => ({ ...draft, text: change(String(draft.text)), wrong: wrong === 'perhaps' ? (draft.wrong ?? wrong) : wrong });
/** With its length unsaid, in two pieces. */
const chunked = (text: string | Buffer): Buffer => {
  const body = Buffer.from(text);
  const half = Math.ceil(body.length / 2);
  const pieces = [body.subarray(0, half), body.subarray(half)].filter((piece) => piece.length > 0);
  return Buffer.concat([
    ...pieces.flatMap((piece) => [Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]),
    Buffer.from('0\r\n\r\n'),
  ]);
};
const twice = (text: string, field: string) => `{"${field}":0,${text.slice(1)}`;
const firstField = (text: string) => Object.keys(JSON.parse(text) as object)[0];

const ofAll: Break[] = [
  (draft) => ({ ...draft, method: 'PUT', wrong: 'another method' }),
  (draft) => ({ ...draft, method: 'DELETE', wrong: 'another method' }),
  withHeader({ 'X-Pad': 'x'.repeat(20_000) }, 'raw'),
  (draft, name) => ({
    ...draft,
    headers: { ...draft.headers, Authorization: 'Bearer never-was-a-token-of-anybody' },
    wrong: draft.wrong ?? (endpoints[name].audience === 'anyone' || endpoints[name].audience === 'machine' ? 'perhaps' : 'a made-up session'),
  }),
  (draft, name) => ({
    ...draft,
    headers: { ...draft.headers, Authorization: `Bearer ${'\u00ff'.repeat(40)}` },
    wrong: draft.wrong ?? (endpoints[name].audience === 'anyone' || endpoints[name].audience === 'machine' ? 'perhaps' : 'a made-up session'),
  }),
  withHeader({ 'X-Forwarded-For': "1.2.3.4, ' or 1=1", 'X-Real-Ip': '::', 'X-Onewindow-Device': '../../x' }, 'perhaps'),
];

const ofReads: Break[] = [
  (draft) => ({ ...draft, target: `${draft.target}${draft.target.includes('?') ? '&' : '?'}x=1`, wrong: 'an unknown parameter' }),
  (draft) => {
    const [path, query] = draft.target.split('?');
    return query
      ? { ...draft, target: `${path}?${query}&${query}`, wrong: 'a parameter twice' }
      : { ...draft, target: `${path}?a=1&a=1`, wrong: 'a parameter twice' };
  },
  (draft) => ({ ...draft, target: draft.target.includes('?') ? `${draft.target}%00` : `${draft.target}?q=%00`, wrong: 'U+0000' }),
  (draft) => ({ ...draft, target: `${draft.target}${draft.target.includes('?') ? '%ff%fe' : '?%ff=%'}`, wrong: draft.wrong ?? 'perhaps' }),
  (draft) => ({
    ...draft,
    target: `${draft.target}?${Array.from({ length: 900 }, (_, n) => `p${n}=1`).join('&')}`,
    wrong: 'nine hundred parameters',
  }),
];

const ofForms: Break[] = [
  withoutHeader('Idempotency-Key', 'no key'),
  withHeader({ 'Content-Type': 'multipart/form-data' }, 'a form without a boundary'),
  withHeader({ 'Content-Type': 'application/json' }, 'a form as JSON'),
  (draft) => ({ ...draft, text: String(draft.text).slice(0, -20), wrong: 'perhaps' }),
  (draft) => ({ ...draft, text: '', wrong: 'an empty form' }),
  (draft) => ({ ...draft, text: String(draft.text).replace('name="file"', 'name="data"'), wrong: 'no file' }),
  (draft) => ({
    ...draft,
    text: `--fuzz\r\nContent-Disposition: form-data; name="file"; filename="b"\r\n\r\nx\r\n${String(draft.text)}`,
    wrong: 'two files',
  }),
];

const ofWrites: Break[] = [
  withoutHeader('Idempotency-Key', 'no key'),
  withHeader({ 'Idempotency-Key': 'short' }, 'a key of five signs'),
  withHeader({ 'Idempotency-Key': "a'; drop table idempotency; --" }, 'a key with quotes'),
  withHeader({ 'Idempotency-Key': 'k'.repeat(65) }, 'a key of 65 signs'),
  withHeader({ 'Idempotency-Key': 'the-same-key-again' }, 'perhaps'),
  withoutHeader('Content-Type', 'no content type'),
  withHeader({ 'Content-Type': 'text/plain' }, 'plain text'),
  withHeader({ 'Content-Type': 'application/x-www-form-urlencoded' }, 'a web form'),
  withBody('no body', () => ''),
  withBody('null', () => 'null'),
  withBody('a list', (text) => `[${text}]`),
  withBody('a text', () => '"x"'),
  withBody('a body cut off', (text) => text.slice(0, -1)),
  withBody('a bracket too many', (text) => `${text}}`),
  withBody('a comma too many', (text) => `${text.slice(0, -1)},}`),
  withBody('NaN', (text) => `{"a":NaN,${text.slice(1)}`),
  withBody('an unknown field', (text) => (text === '{}' ? '{"__proto__":{"x":1}}' : `{"__proto__":{"x":1},${text.slice(1)}`)),
  withBody('a key twice', (text) => {
    const field = firstField(text);
    return field === undefined ? '{"a":1,"a":1}' : twice(text, field);
  }),
  withBody('a key twice, once escaped', (text) => {
    const field = firstField(text);
    return field === undefined ? '{"a":1,"\\u0061":1}' : twice(text, `\\u${field.charCodeAt(0).toString(16).padStart(4, '0')}${field.slice(1)}`);
  }),
  withBody('seventy thousand blanks', (text) => `${text}${' '.repeat(70_000)}`),
  withBody('thirty thousand lists in each other', () => `{"a\\u0061":${'['.repeat(30_000)}${']'.repeat(30_000)}}`),
  withBody('ten thousand keys', () => `{${Array.from({ length: 5_000 }, (_, n) => `"k${n}":1`).join()}}`),
  withBody('bytes that are no UTF-8', (text) =>
    Buffer.concat([Buffer.from(`${text.slice(0, -1)}${text === '{}' ? '' : ','}"x":"`), Buffer.of(0xff, 0xc0, 0xaf), Buffer.from('"}')]),
  ),
  withBody('perhaps', (text) => `\ufeff${text}`),
  (draft) => ({ ...draft, headers: { ...draft.headers, 'Transfer-Encoding': 'chunked' }, text: chunked(draft.text) }),
  (draft) => ({
    ...draft,
    headers: { ...draft.headers, 'Transfer-Encoding': 'chunked' },
    text: chunked(`${String(draft.text)}${' '.repeat(70_000)}`),
    wrong: 'too much, of unsaid length',
  }),
  (draft, name) => {
    const [parameter] = pathParameters(routes[name].path);
    const text = String(draft.text);
    return parameter
      ? { ...draft, text: `{"${parameter}":"x"${text === '{}' ? '' : ','}${text.slice(1)}`, wrong: 'a name of the path in the body too' }
      : draft;
  },
];

/** The request broken on its way: method, headers, query, or the body as bytes; the `number`th way, so that none is left out. */
export function broken(draft: Draft, number: number, name: EndpointName): Draft {
  const own = routes[name].method === 'GET' ? ofReads : takenBy(name) === 'application/json' ? ofWrites : ofForms;
  const ways = [...own, ...ofAll];
  const changed = (ways[number % ways.length] as Break)(draft, name);
  // A machine's signature is over the body as it was.
  return endpoints[name].audience === 'machine' && changed.wrong === null && changed.text !== draft.text ? { ...changed, wrong: 'perhaps' } : changed;
}
