import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Half-width punctuation between Chinese signs: a slip of the keyboard that looks wrong in print. */
const slip = /[\u4e00-\u9fff”）][,;:!?](?=[\u4e00-\u9fff“（$])|[\u4e00-\u9fff”）}][,;!?](?=[\u4e00-\u9fff“（])/;

function files(folder: string, endings: readonly string[]): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => join(entry.parentPath, entry.name));
}

const slipsIn = (text: string) => text.split('\n').filter((line) => slip.test(line));

test('words for people carry Chinese punctuation', () => {
  const found = [...files('shared/text', ['.ts']), ...files('db/content', ['.json']), ...files('miniprogram', ['.tsx'])].flatMap((file) =>
    slipsIn(readFileSync(file, 'utf8')).map((line) => `${file}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
  expect(slipsIn('请带身份证,到窗口办理')).toHaveLength(1);
});

test('words for people keep the voice of the hall: no chattiness, no system errors', () => {
  const chatty = /亲[，,！]|哦[。！]|温馨提示|系统异常|系统错误|[！!](?=['"`])/;
  const found = files('shared/text', ['.ts']).flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => chatty.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
  expect(chatty.test("'温馨提示：请排队'")).toBe(true);
});
