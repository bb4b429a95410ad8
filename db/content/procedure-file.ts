import * as z from 'zod/mini';
import type { ProcedureNotice } from '../../shared/rules/procedure';
import type { ContentProblem } from './content-error';

const words = z.string().check(z.trim(), z.minLength(1));
const code = z.string().check(z.regex(/^[a-z][a-z0-9-]{2,63}$/));

/** The notice of a matter without a catalogue entry, as its unit edits it (B11). */
export const procedureFile = z.strictObject({
  code,
  name: words,
  unit: z.string().check(z.regex(/^[a-z0-9][a-z0-9_-]{0,63}$/)),
  summary: words.check(z.maxLength(40)),
  steps: z.array(words).check(z.minLength(1)),
  bring: z.array(words).check(z.minLength(1)),
  where: words,
  phone: words,
  synonyms: z.array(words).check(z.minLength(1)),
  verify: z.array(z.strictObject({ about: words, reason: words })),
  /** The item it has become: the notice then only leads there. */
  item: z.optional(code),
});
export type ProcedureFile = z.output<typeof procedureFile>;

/** The notice of a file, with everything reported that it names and that is not there. */
export function procedureOf(
  file: string,
  content: ProcedureFile,
  known: { units: readonly string[] | undefined; codes: ReadonlySet<string> },
  problems: ContentProblem[],
): ProcedureNotice {
  const report = (path: string, problem: string, fix: string) => problems.push({ file, path, problem, fix });
  if (file.split('/').at(-1) !== `${content.code}.json`) report('code', '与文件名不一致', `请把文件改名为 ${content.code}.json，或改正编号`);
  if (known.units && !known.units.includes(content.unit)) report('unit', `没有编号为“${content.unit}”的单位`, '请改为 units.json 里的单位编号');
  if (content.item !== undefined && !known.codes.has(content.item)) {
    report('item', `没有编号为“${content.item}”的事项`, '请改为已有事项的编号，或删去这一项');
  }
  return { ...content, item: content.item ?? null };
}
