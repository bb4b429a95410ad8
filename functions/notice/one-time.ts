import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces';
import type { OneTimeNoticeRow } from '../../db/queries/one-time-notices';
import { windowNoticeText } from '../../shared/text/one-time-notice';
import { whenText } from '../../shared/text/when';
import { noticeFont, noticeInk, noticeSecond, noticeTable } from './document';

/** The 一次告知书: everything that was missing at one visit, on paper. The name is masked: whoever has the code may print it. */
export function oneTimeNoticeDocument(notice: OneTimeNoticeRow): TDocumentDefinitions {
  const { title, columns } = windowNoticeText;
  const facts: [string, string][] = [
    [windowNoticeText.applicant, maskedName(notice.applicantName)],
    [windowNoticeText.hall, `${notice.hallName}，${notice.hallAddress}`],
    [windowNoticeText.at, whenText(notice.givenAt)],
    [windowNoticeText.code, notice.code],
    [windowNoticeText.phone, notice.hallPhone],
  ];
  const rows = notice.lines.map((line, index): TableCell[] => [String(index + 1), { text: line.name, bold: true }, line.why, line.how]);
  const paragraph = (text: string): Content => ({ text, margin: [0, 12, 0, 6] });
  return {
    info: { title: `${title} ${notice.itemName} ${notice.code}`, creationDate: new Date(notice.givenAt) },
    language: 'zh-CN',
    pageSize: 'A4',
    pageMargins: [40, 40, 40, 56],
    defaultStyle: { font: noticeFont, fontSize: 11, lineHeight: 1.3, color: noticeInk },
    footer: (page, pages) => ({ margin: [40, 10, 40, 0], fontSize: 9, alignment: 'right', text: windowNoticeText.page(page, pages) }),
    content: [
      { text: title, fontSize: 22, bold: true },
      { text: notice.itemName, fontSize: 15, bold: true, margin: [0, 2, 0, 8] },
      ...facts.map(([name, value]) => ({ text: [{ text: `${name}　`, color: noticeSecond }, value] })),
      paragraph(windowNoticeText.intro),
      noticeTable([16, 130, '*', '*'], ['', columns.name, columns.why, columns.how], rows),
      paragraph(windowNoticeText.again),
    ],
  };
}

/** 何静雯 → 何**: enough for the person to know the own paper. */
const maskedName = (name: string): string => [...name].map((sign, index) => (index === 0 ? sign : '*')).join('');
