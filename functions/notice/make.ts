import pdfmake from 'pdfmake';
import { fontFiles } from './fonts';
import type { OneTimeNoticeRow } from '../../db/queries/one-time-notices';
import { type Notice, noticeDocument, noticeFont } from './document';
import { oneTimeNoticeDocument } from './one-time';

let ready = false;

/** The fonts are read from the disk and nothing else is: neither files nor addresses in a text are followed. */
function prepare(): void {
  if (ready) return;
  const fonts = fontFiles();
  pdfmake.setFonts({ [noticeFont]: fonts });
  pdfmake.setLocalAccessPolicy((path) => path === fonts.normal || path === fonts.bold);
  pdfmake.setUrlAccessPolicy(() => false);
  ready = true;
}

/** The notice as PDF 1.3 with the used part of the font in it; the same notice gives the same pages. */
export async function makeNotice(notice: Notice): Promise<Uint8Array<ArrayBuffer>> {
  prepare();
  return new Uint8Array(await pdfmake.createPdf(noticeDocument(notice)).getBuffer());
}

/** The 一次告知书 in the same way. */
export async function makeOneTimeNotice(notice: OneTimeNoticeRow): Promise<Uint8Array<ArrayBuffer>> {
  prepare();
  return new Uint8Array(await pdfmake.createPdf(oneTimeNoticeDocument(notice)).getBuffer());
}
