import { expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mayBeLookedAt } from '../../shared/rules/refusals';

/** F5: 办不成事 from every refusal. */
test('refusals that only the head of a unit could help with may be looked at; what the person mends at once may not', () => {
  expect(
    ['slot_full', 'online_booking_blocked', 'wrong_state', 'not_found', 'real_name_mismatch', 'too_late'].every((code) =>
      mayBeLookedAt(code as never),
    ),
  ).toBe(true);
  expect(
    ['invalid_input', 'session_expired', 'form_incomplete', 'photo_kind', 'too_many_complaints'].some((code) => mayBeLookedAt(code as never)),
  ).toBe(false);
});

const root = join(import.meta.dirname, '../../miniprogram');
/** Shows its refusals without 找人看看, and why. */
const without = new Set([
  'Refusal.tsx', // shows it
  'api.ts', // makes it
  'photos/usePhotos.ts', // a photo that was not taken: another is chosen
  'screens/hall.tsx', // the display of a hall; nobody stands at it
  'pages/complaint/index.tsx', // leads to itself
  'pages/complaint/one.tsx',
  'guiding/Join.tsx', // the guide's side
  'guiding/Together.tsx',
]);

test('no page of citizens or firms shows the words of a refusal by itself', () => {
  const pages = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file) && !file.startsWith('staff/'));
  expect(pages.length).toBeGreaterThan(150);
  const shows = pages.filter((file) => /\b(error|gone|problem)\??\.message\b/.test(readFileSync(join(root, file), 'utf8')));
  expect(shows.filter((file) => !without.has(file))).toEqual([]);
  expect([...without].filter((file) => !shows.includes(file))).toEqual([]);
});
