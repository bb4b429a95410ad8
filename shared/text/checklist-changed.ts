import type { ChecklistChange } from '../rules/checklist-change';
import { changeLines } from './checklist-change';

/** What other rules make of a frozen list: `change` null with `needsAnswers` = it cannot be told before something more is answered. */
type Found = { change: ChecklistChange | null; needsAnswers: boolean };

const mostInShort = 3;

/** One sentence for a notice, without its last stop: the first changes, and how many more there are. */
export function changesInShort({ change, needsAnswers }: Found, hallNames: Readonly<Record<string, string>>): string {
  if (needsAnswers) return '多了要问的问题，需要您重新答一下';
  if (!change) return '和您原来的清单一样，上次通知的变化不再适用';
  const lines = changeLines(change, hallNames).map((line) => line.replace(/。$/, ''));
  const more = lines.length > mostInShort ? `；另有 ${lines.length - mostInShort} 处变化` : '';
  return `${lines.slice(0, mostInShort).join('；')}${more}`;
}

/** Each change one line, for the pages of the person and the officer alike. */
export function changedLines({ change, needsAnswers }: Found, hallNames: Readonly<Record<string, string>>): string[] {
  if (needsAnswers) return ['新规定多了要问的问题，原来的回答不够得出新的清单。'];
  return change ? changeLines(change, hallNames) : [];
}

export const changedText = {
  title: '规定有变化',
  /** `begun`: the new rules hold already. */
  from: (day: string, begun: boolean) => (begun ? `${day}起已按新规定办理。` : `${day}起按新规定办理，之前办仍按原来的清单。`),
  again: '按新规定重新生成清单',
  againNote: '原来的回答还在，只问新的问题。',
  againLater: (day: string) => `${day}起可以按新规定重新生成清单。`,
} as const;
