import { expect, test } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { openedXlsx } from './opened';

const book = (sheet: string, more: Record<string, string> = {}) =>
  openedXlsx(
    zipSync(
      Object.fromEntries(
        Object.entries({
          'xl/workbook.xml': '<workbook><sheets><sheet name="a"/></sheets></workbook>',
          'xl/sharedStrings.xml': '<sst><si><t>&lt;f&gt;=1&#10;2</t></si><si><r><t>a</t></r><r><t xml:space="preserve"> b</t></r></si></sst>',
          'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row>${sheet}</row></sheetData></worksheet>`,
          ...more,
        }).map(([name, xml]) => [name, strToU8(xml)]),
      ),
    ),
  );

test('words are words, whatever they say', () => {
  const { cells, live } = book('<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>x</t></is></c><c r="D1"/>');
  expect(cells.map(({ text, kind, formula }) => [text, kind, formula])).toEqual([
    ['<f>=1\n2', 'string', null],
    ['a b', 'string', null],
    ['x', 'string', null],
  ]);
  expect(live).toEqual([]);
});

test('what is calculated, and what is a number, is told from words', () => {
  const { cells } = book(
    '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>HYPERLINK("a")</f></c><c r="C1"><v>12</v></c><c r="D1" t="b"><v>1</v></c>',
  );
  expect(cells.map(({ text, kind, formula }) => [text, kind, formula])).toEqual([
    ['2', 'n', '1+1'],
    ['', 'str', 'HYPERLINK("a")'],
    ['12', 'n', null],
    ['1', 'b', null],
  ]);
});

test.each([
  ['a hyperlink', 'xl/worksheets/sheet2.xml', '<worksheet><hyperlinks><hyperlink ref="A1"/></hyperlinks></worksheet>'],
  ['a DDE link', 'xl/links.xml', '<externalLink><ddeLink ddeService="cmd"/></externalLink>'],
  ['an external reference', 'xl/other.xml', '<workbook><externalReferences><externalReference r:id="a"/></externalReferences></workbook>'],
  ['a defined name', 'xl/names.xml', '<workbook><definedNames><definedName name="a">1+1</definedName></definedNames></workbook>'],
  ['a target outside', 'xl/_rels/a.rels', '<Relationships><Relationship TargetMode="External"/></Relationships>'],
  ['the part', 'xl/vbaProject.bin', ''],
  ['the part', 'xl/externalLinks/externalLink1.xml', '<externalLink/>'],
])('%s is found', (what, name, xml) => {
  expect(book('', { [name]: xml }).live.map((one) => one.startsWith(what))).toEqual([true]);
});
