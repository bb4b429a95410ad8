import { readFileSync } from 'node:fs';
import { create, type Font } from 'fontkit';
import { fontFiles } from '../../functions/notice/fonts';
import { isBrought } from '../../shared/rules/checklist';
import { frameOf } from '../../shared/map/svg';
import { nextQuestion } from '../../shared/rules/interview';
import { mapText } from '../../shared/text/map';
import { noticeText } from '../../shared/text/notice';
import { aCatalogue } from '../support/catalogue';
import { readPdf } from '../support/pdf';
import { startTestServer, type TestServer } from '../support/server';

/** B7, B8: the map and the notice as they come over the network. */

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.stop());

/** A checklist of an item: the given answers, and the first option of whatever else is asked. */
async function aFrozenList(code: string, chosen: Record<string, string | number> = {}) {
  const { body: item } = await server.call('items.read', { code });
  const answers: Record<string, string | number> = {};
  const facts = { today: server.clock.now().slice(0, 10) };
  for (let question = nextQuestion(item.interview, answers, facts); question; question = nextQuestion(item.interview, answers, facts)) {
    const first = question.kind === 'choice' ? question.options[0]?.value : question.kind === 'number' ? question.minimum : '1990-01-01';
    answers[question.id] = chosen[question.id] ?? first ?? '';
  }
  const made = await server.call('checklists.create', { itemCode: item.code, itemVersion: item.version, answers });
  if (made.status !== 200) throw new Error(made.text);
  return made.body;
}

async function notice(code: string) {
  const response = await fetch(`${server.url}/api/checklists/${code}/notice`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { response, bytes, pdf: readPdf(bytes) };
}

const spouse = {
  who_comes: 'agent',
  from: 'other',
  from_kind: 'student',
  married_at: 'abroad',
  convention: 'no',
  identity_same: 'no',
  settle: 'relative',
  head: 'no',
  children: 2,
  child_of: 'former',
  custody: 'court',
};

describe('the notice', () => {
  test.each([
    ['a small one', 'household-book-reissue', {}, 1],
    ['the largest', 'household-spouse-move-in', spouse, 14],
  ])('%s says everything of its list, in text that can be copied, on pages with a footer', async (_, code, chosen, least) => {
    const list = await aFrozenList(code, chosen);
    expect(list.content.materials.length).toBeGreaterThanOrEqual(least);
    const { response, bytes, pdf } = await notice(list.code);
    expect([response.status, response.headers.get('content-type'), response.headers.get('cache-control')]).toEqual([
      200,
      'application/pdf',
      'no-store',
    ]);
    expect(response.headers.get('content-disposition')).toBe(`inline; filename="notice-${list.code}.pdf"`);
    expect(bytes.length).toBeLessThan(400_000);
    expect(pdf.fonts.length).toBe(2);
    for (const font of pdf.fonts) expect(font).toEqual({ name: expect.stringMatching(/^[A-Z]{6}\+NotoSansHans/), embedded: true, toUnicode: true });
    const text = pdf.pages.map((page) => page.text).join('');
    const wanted = [
      noticeText.title,
      list.itemName,
      list.code,
      ...list.content.materials.flatMap((one) => [one.name, one.source, ...one.checkpoints]),
      ...list.content.notes.map((note) => note.text),
      ...list.answers.flatMap((one) => [one.questionText, one.answerText]),
      '0769-00001200',
      noticeText.map,
      mapText.endMaterials(list.content.materials.filter(isBrought).length),
    ];
    const bare = (words: string) => words.replace(/\s/g, '');
    expect(wanted.filter((words) => !bare(text).includes(bare(words)))).toEqual([]);
    expect(text).not.toContain('\uFFFD');
    for (const [index, page] of pdf.pages.entries()) {
      expect(page.text).toContain(noticeText.promise);
      expect(page.text).toContain(noticeText.page(index + 1, pdf.pages.length));
    }
    // The map lies on pages of its own at the end.
    const lying = pdf.pages.filter((page) => page.width > page.height);
    expect(lying.length).toBeGreaterThan(0);
    expect(pdf.pages.slice(-lying.length)).toEqual(lying);
  });

  test('a refusal says why, and what can be done instead', async () => {
    const list = await aFrozenList('household-spouse-move-in', { applicant: 'foreign' });
    expect(list.content.outcome).toBe('refusal');
    const { pdf } = await notice(list.code);
    const text = pdf.pages.map((page) => page.text).join('');
    for (const refusal of list.content.refusals) {
      expect(text).toContain(refusal.text);
      expect(text).toContain(refusal.instead);
    }
    expect(text).not.toContain(noticeText.halls);
  });

  test('is made within two seconds once the library is loaded, and says the same each time', async () => {
    const list = await aFrozenList('household-spouse-move-in', spouse);
    const first = await notice(list.code);
    const second = await notice(list.code);
    // Judged by processor time, the best of three: other work on the machine and the collector make one reading run on.
    const read: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const before = process.cpuUsage();
      await notice(list.code);
      const used = process.cpuUsage(before);
      read.push((used.user + used.system) / 1000);
    }
    const cpuMs = Math.min(...read);
    process.stdout.write(
      `notice of ${list.content.materials.length} materials: ${first.bytes.length} bytes, ${Math.round(cpuMs)} ms of the processor\n`,
    );
    expect(cpuMs).toBeLessThan(2000);
    expect(second.pdf.pages).toEqual(first.pdf.pages);
  });

  test('its font has every letter of the catalogue, the halls and the words for people', () => {
    const fonts = Object.values(fontFiles()).map((file) => create(readFileSync(file)) as Font);
    const halls = readFileSync('db/content/halls.json', 'utf8');
    const texts = JSON.stringify([aCatalogue(), mapText, noticeText]) + halls;
    const letters = [...new Set(texts)].filter((letter) => letter > ' ');
    expect(letters.length).toBeGreaterThan(1000);
    for (const font of fonts) {
      expect(letters.filter((letter) => !font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0))).toEqual([]);
      // The check can fail: a letter of another script is not there.
      expect(font.hasGlyphForCodePoint('ཀ'.codePointAt(0) ?? 0)).toBe(false);
    }
  });
});

describe('the map', () => {
  test('is a picture that may be kept, and not sent again when it is the same', async () => {
    const address = `${server.url}/api/items/household-spouse-move-in/map`;
    const first = await fetch(address);
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
    expect(first.headers.get('cache-control')).toBe('public, max-age=60');
    expect(first.headers.get('content-security-policy')).toContain("default-src 'none'");
    const svg = await first.text();
    expect(svg).toMatch(/^<svg /);
    expect(frameOf(svg).here).toBeNull();
    expect(svg).not.toContain(mapText.yours);
    const again = await fetch(address, { headers: { 'If-None-Match': first.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  });

  test('lights the answers in its address, and refuses what are none', async () => {
    const lit = await server.call('items.map', { code: 'household-spouse-move-in', answers: 'applicant.mainland~spouse.resident' });
    expect(lit.text.split(mapText.yours).length - 1).toBe(2);
    expect(lit.text).toContain(mapText.here);
    const wrong = await server.call('items.map', { code: 'household-spouse-move-in', answers: 'applicant.martian' });
    expect([wrong.status, wrong.error?.code]).toEqual([422, 'answers_invalid']);
    const broken = await server.call('items.map', { code: 'household-spouse-move-in', answers: '<script>' });
    expect([broken.status, broken.error?.code]).toEqual([400, 'invalid_input']);
  });

  test('of a frozen list shows its whole path and how many things are to be brought', async () => {
    const list = await aFrozenList('household-spouse-move-in', spouse);
    const { text } = await server.call('checklists.map', { code: list.code });
    expect(text.split(mapText.yours).length - 1).toBe(list.answers.length);
    expect(text).toContain(mapText.endMaterials(list.content.materials.filter(isBrought).length));
  });
});
