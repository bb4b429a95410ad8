import { readFileSync } from 'node:fs';
import { startTestServer, type TestServer } from '../support/server';

/** F1, F3: the answer base over HTTP. */

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.stop());

const codes = async (query: string) => (await server.call('knowledge.search', { query })).body.entries.map(({ code }) => code);

test('answers a question in everyday words without a sign-in, with the items it leads to and who answers for it', async () => {
  const { status, body } = await server.call('knowledge.search', { query: '身份证丢了咋整' });
  expect(status).toBe(200);
  expect(body.entries.length).toBeLessThanOrEqual(3);
  expect(body.entries[0]).toMatchObject({ code: 'idcard-lost', unitName: '东莞市公安局户政支队' });
  expect(body.entries[0]?.items).toContainEqual({ code: 'id-card-lost', name: '居民身份证丢失补领' });
});

test('takes pinyin and initials, and finds nothing where nothing is near', async () => {
  expect(await codes('shenfenzhengdiule')).toContain('idcard-lost');
  expect(await codes('量子计算机')).toEqual([]);
  expect(await codes('')).toEqual([]);
});

test('never tells what a unit still has to confirm', async () => {
  const { text } = await server.call('knowledge.read', { code: 'idcard-how-long' });
  expect(text).not.toContain('由户政支队确认');
});

test('shows an entry on its review date and hides it from the day after', async () => {
  const read = () => server.call('knowledge.read', { code: 'dog' });
  await server.db`update knowledge_entry set review_on = '2026-11-23', revision = revision + 1 where code = 'dog'`;
  server.clock.set('2026-11-23T15:59:59.000Z');
  expect((await read()).status).toBe(200);
  expect(await codes('养狗要办证不')).toContain('dog');
  server.clock.set('2026-11-23T16:00:00.000Z');
  expect((await read()).error?.code).toBe('not_found');
  expect(await codes('养狗要办证不')).not.toContain('dog');
});

test('answers while one types: the measured phrasings over HTTP', async () => {
  const { afterTheEntries } = JSON.parse(readFileSync(new URL('../shared/phrasings.json', import.meta.url), 'utf8')) as {
    afterTheEntries: { words: string }[];
  };
  const times: number[] = [];
  for (const { words } of afterTheEntries) {
    const began = performance.now();
    expect((await server.call('knowledge.search', { query: words })).status).toBe(200);
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round((times[Math.floor(times.length * share)] ?? 0) * 10) / 10;
  console.log(`answers over HTTP: median ${at(0.5)} ms, p95 ${at(0.95)} ms`);
  expect(at(0.5)).toBeLessThanOrEqual(100);
});
