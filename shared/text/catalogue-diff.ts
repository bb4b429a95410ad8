import type { ChangeGroup, InterviewComparison } from '../rules/interview-compare';
import type { Interview } from '../rules/interview-types';
import { answerText } from '../rules/interview-result';
import { differingParts } from '../rules/checklist-change';
import type { Value } from '../rules/interview-conditions';
import { changeLines, materialPartLine } from './checklist-change';

/** Words of `onewindow catalogue diff`, for the author of an item. */
export const diffText = {
  notThere: (what: string) => `没有这个文件、文件夹或版本：${what}`,
  sameCatalogue: (items: number) => `${items} 个事项，没有不同。`,
  itemAdded: (name: string, code: string) => `＋ 新增事项：${name}（${code}）`,
  itemRemoved: (name: string, code: string) => `－ 去掉事项：${name}（${code}）`,
  item: (name: string, code: string, before: number, after: number) => `● ${name}（${code}）第 ${before} 版 → 第 ${after} 版`,
  unchangedItems: (items: number) => `其余 ${items} 个事项没有不同。`,
  moreGroups: (groups: number) => `另有 ${groups} 类变化，情形较少，没有列出。`,
  noSituation: '各种情形的结果都没有变。',
  otherParts: (parts: string) => `还改了：${parts}。`,
} as const;

/** 情形 120 → 128 种。结果变了的 12 种，并入别的情形的 0 种，新分出的 8 种。 */
export function situationsLine({ situations }: InterviewComparison): string {
  const { before, after, added, removed, changed } = situations;
  return `情形 ${before} → ${after} 种。结果变了的 ${changed} 种${removed > 0 ? `，其中 ${removed} 种不再单独存在` : ''}${added > 0 ? `，新分出 ${added} 种` : ''}。`;
}

/** One kind of change: how many situations, one set of answers that shows it, and what is otherwise; indented lines for a terminal. */
export function groupLines(group: ChangeGroup, before: Interview, after: Interview, hallNames: Readonly<Record<string, string>>): string[] {
  const example = Object.entries(group.answers).map(([id, value]) => answerWords(id, value, [after, before]));
  const lines: Record<ChangeGroup['kind'], () => string[]> = {
    changed: () => (group.kind === 'changed' ? changeLines(group.change, hallNames) : []),
    after_only: () => ['以前没有这样的回答。'],
    before_only: () => ['现在没有这样的回答了，要重新回答。'],
  };
  const title = group.kind === 'after_only' ? '新的情形' : '情形';
  return [
    `${group.situations} 种${title}，例如${example.length === 0 ? '：不用回答问题' : '：'}`,
    ...example.map((line) => `    ${line}`),
    ...lines[group.kind]().map((line) => `  → ${line}`),
  ];
}

function answerWords(id: string, value: Value, interviews: readonly Interview[]): string {
  const questions = interviews.flatMap(({ questions }) => questions.filter((question) => question.id === id));
  const question = questions.find((one) => one.kind !== 'choice' || one.options.some((option) => option.value === value)) ?? questions[0];
  return question ? `${question.text} ${answerText(question, value)}` : `${id} ${value}`;
}

/** Texts of things that stay and are worded anew: what is asked of a paper, notes, refusals, questions. */
export function wordingLines(before: Interview, after: Interview): string[] {
  const both = <Entry extends { id: string }>(one: readonly Entry[], other: readonly Entry[]) =>
    other.flatMap((entry) => one.filter(({ id }) => id === entry.id).map((earlier) => [earlier, entry] as const));
  return [
    ...both(before.materials, after.materials).flatMap(([was, is]) => [
      ...differingParts(was, is).map((part) => materialPartLine[part](was, is)),
      ...(was.source === is.source ? [] : [`“${is.name}”的办理处改为：${is.source}。`]),
      ...(was.sample === is.sample ? [] : [`“${is.name}”的样子改为：${is.sample}。`]),
    ]),
    ...both(before.notes, after.notes).flatMap(([was, is]) => (was.text === is.text ? [] : [`提示改为：${is.text}`])),
    ...both(before.refusals, after.refusals).flatMap(([was, is]) =>
      was.text === is.text && was.instead === is.instead ? [] : [`不能办理的说明改为：${is.text}${is.instead}`],
    ),
    ...both(before.questions, after.questions).flatMap(([was, is]) => [
      ...(was.text === is.text ? [] : [`问题“${was.text}”改为“${is.text}”。`]),
      ...(was.why === is.why ? [] : [`“${is.text}”的缘由改为：${is.why}`]),
      ...(was.help === is.help ? [] : [`“${is.text}”的帮助改为：${is.help}`]),
      ...(was.kind === 'choice' && is.kind === 'choice'
        ? is.options.flatMap(({ value, text }) =>
            was.options.filter((option) => option.value === value && option.text !== text).map((option) => `选项“${option.text}”改为“${text}”。`),
          )
        : []),
    ]),
  ];
}
