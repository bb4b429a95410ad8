import { strFromU8, unzipSync } from 'fflate';

/** A cell as a reader found it: `kind` is `string`, or what else it is; `formula` what is calculated. */
export type Cell = { sheet: string; text: string; kind: string; formula: string | null };
/** An export as a program opens it: its cells that are not blank, and whatever of it reaches out of the sheet. */
export type Opened = { cells: Cell[]; live: string[] };

const names: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
/** The text that XML wrote. */
export const unescaped = (xml: string): string =>
  xml.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex: string | undefined, number: string | undefined, name: string | undefined) =>
    hex ? String.fromCodePoint(Number.parseInt(hex, 16)) : number ? String.fromCodePoint(Number(number)) : (names[name ?? ''] ?? whole),
  );

export const attribute = (tag: string, name: string): string | null => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? null : unescaped(found);
};

const ofBook: readonly [RegExp, string][] = [
  [/<(?:\w+:)?hyperlink\b/, 'a hyperlink'],
  [/<(?:\w+:)?ddeLink\b/, 'a DDE link'],
  [/<(?:\w+:)?oleLink\b|<(?:\w+:)?oleObject\b/, 'an object'],
  [/<(?:\w+:)?definedName\b/, 'a defined name'],
  [/<(?:\w+:)?externalReference\b/, 'an external reference'],
  [/TargetMode="External"/, 'a target outside'],
];
const ofParts = /externalLinks|connections\.xml|vbaProject|embeddings|activeX|macrosheets|queryTables/;

/** An .xlsx by its XML alone, with no spreadsheet program. */
export function openedXlsx(bytes: Uint8Array): Opened {
  const parts = Object.entries(unzipSync(bytes)).map(([name, part]) => ({ name, xml: strFromU8(part).replace(/\r\n?/g, '\n') }));
  const xmlOf = (name: string) => parts.find((part) => part.name === name)?.xml ?? '';
  const shared = [...xmlOf('xl/sharedStrings.xml').matchAll(/<si\b[^>]*>(.*?)<\/si>/gs)].map(([, inner = '']) => textOf(inner));
  const live = parts.flatMap(({ name, xml }) => [
    ...(ofParts.test(name) ? [`the part ${name}`] : []),
    ...ofBook.flatMap(([mark, what]) => (mark.test(xml) ? [`${what} in ${name}`] : [])),
  ]);
  const cells = parts
    .filter(({ name }) => /^xl\/worksheets\/[^/]+\.xml$/.test(name))
    .flatMap(({ name, xml }) =>
      [...xml.matchAll(/<c\b([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].flatMap(([, attributes = '', inner = '']): Cell[] => {
        const type = attribute(attributes, 't') ?? 'n';
        const formula = /<f\b[^>]*?(?:\/>|>(.*?)<\/f>)/s.exec(inner);
        const value = /<v\b[^>]*>(.*?)<\/v>/s.exec(inner)?.[1] ?? '';
        const text = type === 's' ? (shared[Number(value)] ?? '') : type === 'inlineStr' ? textOf(inner) : unescaped(value);
        if (text === '' && !formula) return [];
        return [
          { sheet: name, text, kind: type === 's' || type === 'inlineStr' ? 'string' : type, formula: formula ? unescaped(formula[1] ?? '') : null },
        ];
      }),
    );
  return { cells, live };
}

const textOf = (inner: string): string => [...inner.matchAll(/<t\b[^>]*?(?:\/>|>(.*?)<\/t>)/gs)].map(([, text = '']) => unescaped(text)).join('');
