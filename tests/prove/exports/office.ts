import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { attribute, type Cell, type Opened, unescaped } from './opened';

/** The version of LibreOffice on this machine; null when there is none. */
export function officeVersion(): string | null {
  return /^LibreOffice [\d.]+/.exec(spawnSync('soffice', ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[0] ?? null;
}

/** No macro runs; what a document says is looked at only. */
const settings = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
</oor:items>`;

/** LibreOffice with a profile of its own in `folder`. */
export class Office {
  constructor(private readonly folder: string) {
    mkdirSync(join(folder, 'profile/user'), { recursive: true });
    writeFileSync(join(folder, 'profile/user/registrymodifications.xcu'), settings);
  }

  /** Opens files, .xlsx or .csv, and says what it made of each, by its name. */
  opened(files: readonly string[]): Map<string, Opened> {
    const into = this.converted('fods', files);
    return new Map(files.map((file) => [basename(file), read(readFileSync(join(into, renamed(file, 'fods')), 'utf8'))]));
  }

  /** The first sheet of each as CSV in UTF-8, as a person saves it: quotes only where they are needed. */
  savedAsCsv(files: readonly string[]): string[] {
    const into = this.converted('csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false', files);
    return readdirSync(into).map((name) => join(into, name));
  }

  private converted(to: string, files: readonly string[]): string {
    const into = join(this.folder, `${to.slice(0, 4).replace(':', '')}-${Math.random().toString(36).slice(2)}`);
    mkdirSync(into);
    // of a CSV: commas, quotes, UTF-8, and formulas taken for what they say
    const csv = files.every((file) => file.endsWith('.csv')) ? ['--infilter=CSV:44,34,76,1'] : [];
    const words = ['--headless', '--norestore', `-env:UserInstallation=${pathToFileURL(join(this.folder, 'profile')).href}`, ...csv];
    const { status, stderr } = spawnSync('soffice', [...words, '--convert-to', to, '--outdir', into, ...files], {
      encoding: 'utf8',
      timeout: 180_000,
    });
    if (status !== 0 || readdirSync(into).length !== files.length) throw new Error(`LibreOffice did not open ${files.join(', ')}: ${stderr}`);
    return into;
  }
}

const renamed = (file: string, ending: string) => basename(file).replace(/\.\w+$/, `.${ending}`);

const outside: readonly [RegExp, string][] = [
  [/<text:a\b/, 'a hyperlink'],
  [/<(?:table|office):dde-/, 'a DDE link'],
  [/<table:table-source\b|<table:cell-range-source\b/, 'a link to another document'],
  [/<table:named-(?:expression|range)\b/, 'a defined name'],
  [/<draw:(?:object|plugin|applet)\b/, 'an object'],
  [/<script:event-listener\b/, 'a script'],
];

/** A flat OpenDocument spreadsheet, as LibreOffice writes what it has opened. */
function read(xml: string): Opened {
  const body = xml.slice(xml.indexOf('<office:body>'));
  const cells = [...body.matchAll(/<table:table\s[^>]*table:name="([^"]*)"[^>]*>(.*?)<\/table:table>/gs)].flatMap(([, sheet = '', inner = '']) =>
    [...inner.matchAll(/<table:(?:covered-)?table-cell\b([^>]*?)(?:\/>|>(.*?)<\/table:(?:covered-)?table-cell>)/gs)].flatMap(
      ([, attributes = '', content = '']): Cell[] => {
        const kind = attribute(attributes, 'office:value-type');
        const formula = attribute(attributes, 'table:formula');
        return kind === null && formula === null ? [] : [{ sheet: unescaped(sheet), text: textOf(content), kind: kind ?? 'nothing', formula }];
      },
    ),
  );
  return { cells, live: outside.flatMap(([mark, what]) => (mark.test(body) ? [what] : [])) };
}

const textOf = (content: string): string =>
  [...content.matchAll(/<text:p\b[^>]*?(?:\/>|>(.*?)<\/text:p>)/gs)]
    .map(([, inner = '']) =>
      unescaped(
        inner
          .replace(/<text:s(?:\s+text:c="(\d+)")?\s*\/>/g, (_, count: string | undefined) => ' '.repeat(Number(count ?? 1)))
          .replace(/<text:tab\b[^>]*\/>/g, '\t')
          .replace(/<text:line-break\b[^>]*\/>/g, '\n')
          .replace(/<[^>]*>/g, ''),
      ),
    )
    .join('\n');
