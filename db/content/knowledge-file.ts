import * as z from 'zod/mini';
import type { KnowledgeEntry } from '../../shared/rules/knowledge';
import type { ContentProblem } from './content-error';

const words = z.string().check(z.trim(), z.minLength(1));
const code = z.string().check(z.regex(/^[a-z][a-z0-9-]{2,63}$/));

/** A file of the answer base (F1): the entries of one area. */
export const knowledgeFile = z.array(
  z.strictObject({
    code,
    question: words.check(z.maxLength(60)),
    phrasings: z.array(words.check(z.maxLength(40))).check(z.minLength(1)),
    answer: words.check(z.maxLength(400)),
    items: z.array(code),
    unit: z.string().check(z.regex(/^[a-z0-9][a-z0-9_-]{0,63}$/)),
    reviewOn: z.iso.date(),
    source: words,
    verify: z.array(z.strictObject({ about: words, reason: words })),
  }),
);

/** The entries of a file, with everything reported that they name and that is not there. `seen` keeps the codes of all files. */
export function knowledgeOf(
  file: string,
  entries: z.output<typeof knowledgeFile>,
  known: { units: readonly string[] | undefined; codes: ReadonlySet<string>; seen: Set<string> },
  problems: ContentProblem[],
): KnowledgeEntry[] {
  entries.forEach((entry, index) => {
    const report = (path: string, problem: string, fix: string) => problems.push({ file, path: `[${index}].${path}`, problem, fix });
    if (known.seen.has(entry.code)) report('code', `编号“${entry.code}”用了两次`, '请改为不同的编号，或删去多余的一条');
    known.seen.add(entry.code);
    if (known.units && !known.units.includes(entry.unit)) report('unit', `没有编号为“${entry.unit}”的单位`, '请改为 units.json 里的单位编号');
    entry.items.forEach((item, at) => {
      if (!known.codes.has(item)) report(`items[${at}]`, `没有编号为“${item}”的事项`, '请改为已有事项的编号，或删去这一项');
    });
  });
  return entries;
}
