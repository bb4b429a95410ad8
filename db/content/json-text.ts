/** What is wrong with a JSON text, and where: lines and columns count from 1, columns in characters. */
export class JsonTextError extends Error {
  constructor(
    readonly line: number,
    readonly column: number,
    problem: string,
  ) {
    super(problem);
  }
}

type Path = (string | number)[];
export type ParsedJson = { data: unknown /** Keys written twice in one object: the later one would win in silence. */; twice: Path[] };

const literals: readonly [string, unknown][] = [
  ['true', true],
  ['false', false],
  ['null', null],
];
const numberForm = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const stringForm = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;

/**
 * Reads JSON as JSON.parse does, but says at which line and column it ends to be JSON (what Node says differs between its versions) and finds
 * keys that are written twice. Throws JsonTextError, whose message is in Chinese.
 */
export function parseJsonText(text: string): ParsedJson {
  let at = 0;
  const twice: Path[] = [];

  const fail = (problem: string, where = at): never => {
    const before = text.slice(0, where).split('\n');
    throw new JsonTextError(before.length, [...(before.at(-1) ?? '')].length + 1, problem);
  };
  const space = () => {
    while (' \t\n\r'.includes(text[at] ?? 'x')) at += 1;
  };
  const seen = () => (at >= text.length ? '文件到这里就结束了' : `这里是“${String.fromCodePoint(text.codePointAt(at) ?? 0)}”`);
  const take = (form: RegExp): string | null => {
    form.lastIndex = at;
    const found = form.exec(text)?.[0] ?? null;
    if (found !== null) at += found.length;
    return found;
  };
  const string = (): string => {
    const start = at;
    const found = take(stringForm);
    if (found === null) return fail('文字没有用引号结束，或含有不能直接写的字符', start);
    return JSON.parse(found) as string;
  };

  /** After an entry: the end, or a comma and another entry. */
  const more = (end: '}' | ']') => {
    space();
    if (text[at] === end) return;
    if (text[at] !== ',') fail(`应为逗号或“${end}”，${seen()}`);
    const comma = at;
    at += 1;
    space();
    if (text[at] === end) fail('最后一项后面多了一个逗号', comma);
  };

  const object = (path: Path): Record<string, unknown> => {
    const entries = new Map<string, unknown>();
    at += 1;
    space();
    while (text[at] !== '}') {
      if (text[at] !== '"') fail(`应为加引号的项目名，${seen()}`);
      const key = string();
      if (entries.has(key)) twice.push([...path, key]);
      space();
      if (text[at] !== ':') fail(`项目名后应为冒号，${seen()}`);
      at += 1;
      entries.set(key, value([...path, key]));
      more('}');
    }
    at += 1;
    return Object.fromEntries(entries);
  };

  const array = (path: Path): unknown[] => {
    const list: unknown[] = [];
    at += 1;
    space();
    while (text[at] !== ']') {
      list.push(value([...path, list.length]));
      more(']');
    }
    at += 1;
    return list;
  };

  const value = (path: Path): unknown => {
    space();
    if (text[at] === '{') return object(path);
    if (text[at] === '[') return array(path);
    if (text[at] === '"') return string();
    const literal = literals.find(([word]) => text.startsWith(word, at));
    if (literal) {
      at += literal[0].length;
      return literal[1];
    }
    const digits = take(numberForm);
    return digits === null ? fail(`应为内容，${seen()}`) : Number(digits);
  };

  const data = value([]);
  space();
  if (at < text.length) fail(`后面多了内容，${seen()}`);
  return { data, twice };
}

/**
 * The text of a file's bytes: UTF-8 without a byte-order mark. Throws JsonTextError at the first byte that is neither, so that a file saved
 * in GBK is named as such.
 */
export function utf8Text(bytes: Uint8Array): string {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) throw new JsonTextError(1, 1, '文件开头有看不见的 BOM 标记');
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) throw new JsonTextError(1, 1, '文件不是 UTF-8 编码');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const readable = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    const before = readable.slice(0, readable.indexOf('\ufffd')).split('\n');
    throw new JsonTextError(before.length, [...(before.at(-1) ?? '')].length + 1, '文件不是 UTF-8 编码');
  }
}
