import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { noticeKinds } from '../../shared/text/notices';

const root = join(import.meta.dirname, '../../miniprogram');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'));
const asked = sources.flatMap((file) =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/askForNotices\(\[([^\]]*)\]\)/g)].map(([, list = '']) => ({
    file,
    kinds: [...list.matchAll(/'([a-z_]+)'/g)].map(([, kind = '']) => kind),
  })),
);

test('grants are asked for where something follows of which the person wants to hear: booking, moving, waiting, requests, questions, low ratings, visits, urgent, at the desk', () => {
  const pages = [
    'ConfirmBooking',
    'MoveTo',
    'JoinWaitList',
    'WhenAndWhere',
    'requests/new',
    'requests/Reply',
    'rating/Give',
    'ask/new',
    'visits/ask',
    'urgent/ask',
    'enterprise/join',
    'staff/entries/office',
  ];
  for (const page of pages) expect([page, asked.some(({ file }) => file.includes(page))]).toEqual([page, true]);
});

test.each(asked)('$file asks for at most three kinds, each once and each known', ({ kinds }) => {
  expect(kinds.length).toBeGreaterThan(0);
  expect(kinds.length).toBeLessThanOrEqual(3);
  expect(new Set(kinds).size).toBe(kinds.length);
  expect(kinds.filter((kind) => !(noticeKinds as readonly string[]).includes(kind))).toEqual([]);
});
