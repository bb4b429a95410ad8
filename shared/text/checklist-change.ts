import type { ChecklistChange, MaterialPart } from '../rules/checklist-change';
import type { MaterialContent } from '../rules/checklist';
import { copiesText, promiseText, yuanText } from './catalogue';

/** How one part of a paper is otherwise now. */
export const materialPartLine: Record<MaterialPart, (before: MaterialContent, after: MaterialContent) => string> = {
  name: (before, after) => `“${before.name}”改称“${after.name}”。`,
  copies: (before, after) => `“${after.name}”${fromTo(copiesText(before), copiesText(after))}`,
  checkpoints: (_, after) => `“${after.name}”的要求改为：${after.checkpoints.join('；')}。`,
};

/**
 * What changed on a list, each thing one short sentence. Between a list and a refusal only what matters now is said: not every paper that goes or
 * comes. `hallNames` gives the names of halls by id; without it halls are only counted.
 */
export function changeLines(change: ChecklistChange, hallNames: Readonly<Record<string, string>> = {}): string[] {
  const { refusals } = change;
  if (change.outcome?.after === 'refusal') return refusals.added.map(({ text, instead }) => `现在不能办理：${sentence(text)}${sentence(instead)}`);
  return [
    ...(change.outcome ? ['现在可以办理了。'] : []),
    ...(change.outcome
      ? []
      : [
          ...refusals.added.map(({ text, instead }) => `不能办理的原因增加：${sentence(text)}${sentence(instead)}`),
          ...refusals.removed.map(({ text }) => `不再有这条限制：${sentence(text)}`),
          ...refusals.changed.map(({ after }) => `不能办理的说明改为：${sentence(after.text)}${sentence(after.instead)}`),
        ]),
    ...change.materials.added.map((material) => `要带“${material.name}”：${copiesText(material)}。`),
    ...change.materials.removed.map(({ name }) => `不用再带“${name}”。`),
    ...change.materials.changed.flatMap(({ before, after, parts }) => parts.map((part) => materialPartLine[part](before, after))),
    ...change.notes.added.map(({ text }) => `新的提示：${sentence(text)}`),
    ...change.notes.removed.map(({ text }) => `这条提示不再适用：${sentence(text)}`),
    ...change.notes.changed.map(({ after }) => `提示改为：${sentence(after.text)}`),
    ...(change.outcome ? [] : valueLines(change, hallNames)),
  ];
}

function valueLines({ fee, promisedDays, statutoryDays, minutes, halls }: ChecklistChange, hallNames: Readonly<Record<string, string>>): string[] {
  const named = (ids: readonly string[]) => {
    const names = ids.flatMap((id) => hallNames[id] ?? []);
    return names.length === ids.length ? names.join('、') : `${ids.length} 个大厅`;
  };
  const statutory = (days: number | null) => (days === null ? '另行计算' : promiseText(days));
  return [
    ...(fee ? [`费用${fromTo(yuanText(fee.before), yuanText(fee.after))}`] : []),
    ...(promisedDays ? [`办理时限${fromTo(promiseText(promisedDays.before), promiseText(promisedDays.after))}`] : []),
    ...(statutoryDays ? [`法定时限${fromTo(statutory(statutoryDays.before), statutory(statutoryDays.after))}`] : []),
    ...(minutes ? [`窗口用时由大约 ${minutes.before} 分钟改为大约 ${minutes.after} 分钟。`] : []),
    ...(halls.added.length > 0 ? [`${named(halls.added)}也可以办理。`] : []),
    ...(halls.removed.length > 0 ? [`${named(halls.removed)}不再办理。`] : []),
  ];
}

function sentence(text: string): string {
  return /[。！？]$/.test(text) ? text : `${text}。`;
}

/** 由免费改为 20 元。 A digit stands off the sign before it. */
function fromTo(before: string, after: string): string {
  const spaced = (text: string) => (/^\d/.test(text) ? ` ${text}` : text);
  return `由${spaced(before)}改为${spaced(after)}。`;
}
