import type { AskedField, FieldProblem, FormState } from '../rules/form';
import { documentProblems, usccProblems } from './id-number';

type Words = (field: Pick<AskedField, 'label' | 'minimum' | 'maximum' | 'unit' | 'kind'>) => string;

const words: Record<FieldProblem, Words> = {
  missing: ({ label, kind }) => `${kind === 'choice' ? '请选择' : '请填写'}${label}。`,
  too_short: ({ minimum }) => `至少写 ${minimum} 个字，请写完整。`,
  too_long: ({ maximum }) => `最多写 ${maximum} 个字，请写短一些。`,
  not_an_option: () => '请从列出的选项里选一个。',
  no_such_date: () => '没有这一天，请核对年、月、日。',
  not_a_number: () => '请只填数字。',
  too_small: ({ minimum, unit }) => `不能小于 ${minimum}${unit && ` ${unit}`}，请核对。`,
  too_large: ({ maximum, unit }) => `不能大于 ${maximum}${unit && ` ${unit}`}，请核对。`,
  not_a_phone: () => '请填 11 位手机号，或带区号的座机。',
  id_length: () => documentProblems.length,
  id_characters: () => documentProblems.characters,
  id_no_such_date: () => documentProblems.no_such_date,
  id_born_in_future: () => documentProblems.born_in_future,
  id_check_digit: () => documentProblems.check_digit,
  uscc_length: () => usccProblems.length,
  uscc_characters: () => usccProblems.characters,
  uscc_check_digit: () => usccProblems.check_digit,
};

/** What is wrong with a field and what to do. */
export const fieldProblemText = (field: Parameters<Words>[0], problem: FieldProblem): string => words[problem](field);

/** A stored value as people read it: the words of an option, a date in Chinese, a number with its unit. */
export function fieldValueText(field: Pick<AskedField, 'kind' | 'options' | 'unit'>, value: string): string {
  if (field.kind === 'choice') return field.options.find((option) => option.value === value)?.text ?? value;
  if (field.kind === 'number') return field.unit ? `${value} ${field.unit}` : value;
  if (field.kind !== 'date') return value;
  const [year, month, day] = value.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** The state of a form in one word. */
export const formStateWords: Record<FormState, string> = { none: '未填', draft: '草稿', filled: '已填' };
