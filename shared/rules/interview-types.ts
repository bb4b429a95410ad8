import type { MaterialContent } from './checklist';
import type { Condition, Value } from './interview-conditions';

/** Facts that may be known without asking: of the signed-in person, so use them only where that person is the applicant. */
export const factNames = ['birthDate', 'sex', 'idKind'] as const;
export type FactName = (typeof factNames)[number];

export type Option = { value: string; text: string };

type QuestionBase = {
  id: string;
  text: string;
  /** 为什么问. */
  why: string;
  /** What to do for “不清楚”: how to find out. */
  help: string;
  /** Shown only while this holds; mentions earlier questions only. */
  when: Condition;
  /** The fact that is itself the answer. */
  fact: FactName | null;
  /** Facts that imply an answer; their conditions mention facts and earlier questions (`who = self and age(birthDate) < 70`). */
  known: { when: Condition; answer: Value }[];
};

export type Question =
  | (QuestionBase & { kind: 'choice'; options: Option[] })
  | (QuestionBase & { kind: 'number'; minimum: number; maximum: number; unit: string })
  | (QuestionBase & { kind: 'date' });

/** The questions of an item and everything that follows from the answers, each with its condition. */
export type Interview = {
  item: string;
  version: number;
  questions: Question[];
  materials: (MaterialContent & { when: Condition })[];
  notes: { id: string; text: string; when: Condition }[];
  refusals: { id: string; text: string; instead: string; insteadItem: string | null; when: Condition }[];
  /** Lines that hold are added up. */
  fees: { text: string; amountFen: number; when: Condition }[];
  /** The first that holds; the last one always holds. */
  durations: { promisedWorkingDays: number; statutoryWorkingDays: number | null; when: Condition }[];
  /** Lines that hold are added up. */
  minutes: { minutes: number; when: Condition }[];
  /** All halls that take the item; a line that holds leaves only its own. */
  halls: string[];
  onlyAt: { halls: string[]; when: Condition }[];
};

/** What a frozen checklist was made of: the answers that counted, and what was known of the person on that day without asking. */
export type GivenAnswers = {
  answers: Record<string, Value>;
  facts: { today: string; birthDate?: string; sex?: 'male' | 'female'; idKind?: string };
};
