import { readFileSync } from 'node:fs';
import path from 'node:path';

const scss = readFileSync(path.join(import.meta.dirname, '../../miniprogram/components/tokens.scss'), 'utf8');

/** The values a class of tokens.scss gives, by name. */
function values(selector: string): Record<string, string> {
  const start = scss.indexOf(`\n${selector} {`);
  const block = scss.slice(start, scss.indexOf('\n}', start));
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name as string, value as string]));
}

const light = values('.frame');
const modes = { light, dark: { ...light, ...values('.frame.dark') } };
const sizes = { normal: light, elder: { ...light, ...values('.frame.elder') } };

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2 contrast of two colours written #RRGGBB. */
function contrast(one: string, other: string): number {
  const [dark = 0, bright = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

const pixels = (token: string | undefined) => Number(/(\d+)px/.exec(token ?? '')?.[1]);

const grounds = ['ground', 'surface', 'neutral-tint'];
const pairs = [
  ...['ink', 'second', 'accent', 'good', 'attention', 'danger'].flatMap((text) => grounds.slice(0, 2).map((ground) => [text, ground])),
  ...['accent', 'good', 'attention', 'danger'].flatMap((tone) => [tone, 'ink'].map((text) => [text, `${tone}-tint`])),
  ['ink', 'neutral-tint'],
  ['second', 'neutral-tint'],
  // The action of a message stands on the message's tint.
  ...['good', 'attention', 'danger', 'neutral'].map((tone) => ['accent', `${tone}-tint`]),
  ['on-accent', 'accent'],
] as [string, string][];

describe.each(Object.entries(modes))('in %s mode', (_, tokens) => {
  test.each(pairs)('%s on %s has a contrast of at least 4.5 to 1', (text, ground) => {
    expect(contrast(tokens[text] as string, tokens[ground] as string)).toBeGreaterThanOrEqual(4.5);
  });
});

test('letters keep to the look: normal and elder, in px of a 375 design', () => {
  const read = (tokens: Record<string, string>) =>
    ['caption', 'second', 'body', 'title', 'page', 'number'].map((name) => pixels(tokens[`text-${name}`]));
  expect(read(sizes.normal)).toEqual([13, 15, 17, 20, 24, 34]);
  expect(read(sizes.elder)).toEqual([18, 20, 22, 26, 32, 44]);
});

test('targets are at least 44, and 60 in elder mode', () => {
  expect(pixels(sizes.normal.target)).toBeGreaterThanOrEqual(44);
  expect(pixels(sizes.elder.target)).toBeGreaterThanOrEqual(60);
});

test('every size of letters follows the font scale', () => {
  for (const tokens of [light, values('.frame.elder')]) {
    for (const [name, value] of Object.entries(tokens)) if (name.startsWith('text-')) expect(value).toContain('var(--scale)');
  }
});
