import type { Content, ContentTable, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces';
import type { ChecklistRow } from '../../db/queries/checklists';
import { partsForPaper } from '../../shared/map/layout';
import { pagesOf } from '../../shared/map/picture';
import { svgOf } from '../../shared/map/svg';
import type { InterviewMap } from '../../shared/map/tree';
import type { ServiceItem } from '../../shared/rules/service-item';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { becauseLines, copiesText, feeText, promiseText } from '../../shared/text/catalogue';
import { noticeText } from '../../shared/text/notice';

/** A hall that takes the item, with its hours in lines. */
export type NoticeHall = { name: string; address: string; phone: string; openingLines: string[] };

export type Notice = {
  row: ChecklistRow;
  /** The item in the version the list was frozen with. */
  item: ServiceItem;
  map: InterviewMap;
  halls: NoticeHall[];
  /** Address of the service, for the link in the code; empty when it is not known. */
  origin: string;
  now: string;
};

export const noticeFont = 'NotoSansHans';

export const noticeInk = '#1A1F2B';
export const noticeSecond = '#566072';
const hairline = '#AEB7C4';
/** A4 in points, lying: what is left for a map between the margins. */
const mapArea = { width: 842 - 2 * 32, height: 595 - 64 - 44 };
/** Points a pixel of the map: its smallest text is 14 px, 8.7 points on paper. */
const mapScale = 0.62;

/** The 办理告知单 of a frozen checklist: what a person takes to the window, and what the window is held to. */
export function noticeDocument(notice: Notice): TDocumentDefinitions {
  const { row, item } = notice;
  const { content } = row;
  return {
    info: { title: `${noticeText.title} ${row.itemName} ${row.code}`, creationDate: new Date(row.createdAt) },
    language: 'zh-CN',
    pageSize: 'A4',
    pageMargins: [40, 40, 40, 56],
    defaultStyle: { font: noticeFont, fontSize: 10, lineHeight: 1.25, color: noticeInk },
    footer: (page, pages) => ({
      margin: [40, 10, 40, 0],
      fontSize: 9,
      columns: [
        { width: '*', text: noticeText.promise },
        { width: 'auto', text: noticeText.page(page, pages), color: noticeSecond },
      ],
    }),
    content: [
      head(notice),
      ...(row.expiresAt <= notice.now ? [{ text: noticeText.expired, bold: true, margin: [0, 8, 0, 0] as Margins }] : []),
      ...(content.outcome === 'refusal' ? refusal(notice) : materials(notice)),
      ...lines(
        noticeText.notes,
        content.notes.map((note) => note.text),
      ),
      ...(content.outcome === 'materials' ? [...costs(content, item), ...halls(notice.halls)] : []),
      ...answers(row),
      ...mapPages(notice.map),
    ],
  };
}

type Margins = [number, number, number, number];

function head({ row, item, origin, now }: Notice): Content {
  const facts: [string, string][] = [
    [noticeText.version, noticeText.versionOf(item.version, noticeText.dated(item.effectiveFrom))],
    [noticeText.madeOn, noticeText.dated(shanghaiDay(row.createdAt))],
    [noticeText.validUntil, noticeText.dated(shanghaiDay(row.expiresAt))],
    [noticeText.printedOn, noticeText.dated(shanghaiDay(now))],
  ];
  return {
    columns: [
      {
        width: '*',
        stack: [
          { text: noticeText.title, fontSize: 22, bold: true },
          { text: row.itemName, fontSize: 15, bold: true, margin: [0, 2, 0, 8] },
          ...facts.map(([name, value]) => ({ text: [{ text: `${name}　`, color: noticeSecond }, value] })),
        ],
      },
      {
        width: 130,
        stack: [
          { qr: origin ? `${origin}/#/pages/checklist/index?code=${row.code}` : row.code, fit: 96, eccLevel: 'M', alignment: 'right' },
          { text: row.code, fontSize: 16, bold: true, alignment: 'right', characterSpacing: 1, margin: [0, 4, 0, 0] },
          { text: `${noticeText.code}，${noticeText.scan}`, fontSize: 9, color: noticeSecond, alignment: 'right' },
        ],
      },
    ],
  };
}

const heading = (text: string): Content => ({ text, fontSize: 13, bold: true, margin: [0, 14, 0, 5], headlineLevel: 1 });

function refusal({ row }: Notice): Content[] {
  return [
    heading(noticeText.refused),
    ...row.content.refusals.flatMap((one): Content[] => [
      { text: one.text, fontSize: 12, bold: true },
      { text: [{ text: `${noticeText.instead}　`, color: noticeSecond }, one.instead], margin: [0, 3, 0, 0] },
      ...becauseLines(one.because).map((line) => ({ text: line, color: noticeSecond })),
    ]),
  ];
}

function materials({ row }: Notice): Content[] {
  const list = row.content.materials;
  if (list.length === 0) return [heading(noticeText.materials(0)), { text: noticeText.noMaterials }];
  const { name, copies, checkpoints, because, source } = noticeText.columns;
  const rows = list.map((one, index): TableCell[] => [
    String(index + 1),
    { text: one.name, bold: true },
    copiesText(one),
    // One list item a cell breaks within itself: a table row may not cross pages.
    one.checkpoints.join('；'),
    one.because.length > 0 ? becauseLines(one.because).join('；') : noticeText.everyone,
    one.source,
  ]);
  return [
    heading(noticeText.materials(list.length)),
    noticeTable([16, 98, 54, '*', 108, 84], ['', name, copies, checkpoints, because, source], rows),
  ];
}

export function noticeTable(widths: (number | string)[], titles: string[], rows: TableCell[][]): ContentTable {
  return {
    fontSize: 9,
    table: {
      headerRows: 1,
      dontBreakRows: true,
      keepWithHeaderRows: 1,
      widths: widths as ContentTable['table']['widths'] & {},
      body: [titles.map((text) => ({ text, color: noticeSecond })), ...rows],
    },
    layout: {
      hLineWidth: (line) => (line === 1 ? 1 : 0.5),
      vLineWidth: () => 0,
      hLineColor: () => hairline,
      paddingLeft: (column) => (column === 0 ? 0 : 5),
      paddingRight: () => 3,
      paddingTop: () => 3,
      paddingBottom: () => 3,
    },
  };
}

const lines = (title: string, texts: string[]): Content[] => (texts.length === 0 ? [] : [heading(title), { ul: texts, margin: [0, 0, 0, 0] }]);

function costs(content: ChecklistRow['content'], item: ServiceItem): Content[] {
  const statutory = content.statutoryWorkingDays === null ? item.statutoryText : promiseText(content.statutoryWorkingDays);
  const facts: [string, string][] = [
    [noticeText.fee, feeText(content)],
    [noticeText.promised, promiseText(content.promisedWorkingDays)],
    [noticeText.statutory, statutory],
    [noticeText.atWindow, noticeText.minutes(content.minutesAtWindow)],
  ];
  return [
    heading(noticeText.costs),
    {
      columns: facts
        .filter(([, value]) => value !== '')
        .map(([name, value]) => ({ stack: [{ text: name, color: noticeSecond, fontSize: 9 }, { text: value }] })),
      columnGap: 10,
    },
  ];
}

function halls(list: NoticeHall[]): Content[] {
  if (list.length === 0) return [];
  const { name, address, phone, hours } = noticeText.hallColumns;
  const rows = list.map((hall): TableCell[] => [{ text: hall.name, bold: true }, hall.address, hall.phone, hall.openingLines.join('\n')]);
  return [heading(noticeText.halls), noticeTable([100, '*', 76, 190], [name, address, phone, hours], rows)];
}

function answers(row: ChecklistRow): Content[] {
  if (row.answers.length === 0) return [];
  const rows = row.answers.map((one): TableCell[] => [one.questionText, { text: one.answerText, bold: true }]);
  return [
    heading(noticeText.answers),
    { ...noticeTable(['*', '*'], ['', ''], rows), table: { widths: ['*', '*'], dontBreakRows: true, body: rows } },
  ];
}

/** The map on pages of its own, lying, in as many columns as are legible. */
function mapPages(map: InterviewMap): Content[] {
  const page = { width: mapArea.width / mapScale, height: mapArea.height / mapScale };
  const { pages, scale } = pagesOf(partsForPaper(map, { width: page.width - 40, height: page.height - 20 }), page);
  return pages.flatMap((picture, index): Content[] => [
    {
      text: [
        { text: `${noticeText.map}　`, fontSize: 13, bold: true },
        { text: noticeText.mapNote, fontSize: 9, color: noticeSecond },
      ],
      pageBreak: 'before',
      pageOrientation: 'landscape',
      margin: [-8, -14, 0, 4],
    },
    {
      svg: svgOf(picture, `${noticeText.map} ${index + 1}`, { font: noticeFont }),
      width: picture.width * mapScale * scale,
      margin: [-8, 0, 0, 0],
    },
  ]);
}
