import { inflateSync } from 'node:zlib';

/** What a PDF made here says, read back as a viewer's “copy” does: by the ToUnicode table of each font. Knows the forms our writer uses, no others. */
export type ReadPdf = {
  pages: { width: number; height: number; text: string }[];
  /** Embedded subsets: `AAAAAA+NotoSansHans-Regular`. */
  fonts: { name: string; embedded: boolean; toUnicode: boolean }[];
};

export function readPdf(bytes: Uint8Array): ReadPdf {
  const raw = Buffer.from(bytes).toString('latin1');
  if (!raw.startsWith('%PDF-') || !raw.trimEnd().endsWith('%%EOF')) throw new Error('not a whole PDF');
  const objects = new Map<number, string>();
  for (const [, id, body] of raw.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) objects.set(Number(id), body ?? '');
  const all = [...objects.values()];
  const refer = (body: string, name: string) => objects.get(Number(new RegExp(`/${name} \\[?(\\d+) 0 R`).exec(body)?.[1])) ?? '';
  const fontBodies = all.filter((body) => body.includes('/Subtype /Type0'));
  const fonts = fontBodies.map((body) => ({
    name: /\/BaseFont \/(\S+)/.exec(body)?.[1] ?? '',
    embedded: /\/FontFile3 \d+ 0 R/.test(refer(refer(body, 'DescendantFonts'), 'FontDescriptor')),
    toUnicode: /\/ToUnicode \d+ 0 R/.test(body),
  }));
  const pages = all
    .filter((body) => /\/Type \/Page\n/.test(body))
    .map((body) => {
      const [, , width = 0, height = 0] = (/\/MediaBox \[([\d. ]+)\]/.exec(body)?.[1] ?? '').split(' ').map(Number);
      const resources = body.includes('/Resources <<') ? body : refer(body, 'Resources');
      const named = new Map(
        [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, id]) => [
          name,
          unicodeTable(streamOf(refer(objects.get(Number(id)) ?? '', 'ToUnicode'))),
        ]),
      );
      return { width, height, text: textOf(streamOf(refer(body, 'Contents')), named) };
    });
  return { pages, fonts };
}

function streamOf(body: string): string {
  const start = /stream\r?\n/.exec(body);
  if (!start) return '';
  const bytes = Buffer.from(body.slice(start.index + start[0].length, body.lastIndexOf('\nendstream')), 'latin1');
  return (body.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1');
}

/** Glyph → text, of bfrange with lists and of bfchar. */
function unicodeTable(cmap: string): Map<number, string> {
  const table = new Map<number, string>();
  const decode = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  for (const [, from = '0', list = ''] of cmap.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi)) {
    for (const [index, [, hex = '']] of [...list.matchAll(/<([0-9a-f ]+)>/gi)].entries()) {
      table.set(Number.parseInt(from, 16) + index, decode(hex.replaceAll(' ', '')));
    }
  }
  return table;
}

function textOf(content: string, fonts: ReadonlyMap<string | undefined, Map<number, string>>): string {
  let table = new Map<number, string>();
  let text = '';
  for (const [, font, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font) table = fonts.get(font) ?? new Map();
    else
      for (const [, hex = ''] of (shown ?? '').matchAll(/<([0-9a-f]+)>/gi)) {
        for (let at = 0; at < hex.length; at += 4) text += table.get(Number.parseInt(hex.slice(at, at + 4), 16)) ?? '\uFFFD';
      }
  }
  return text;
}
