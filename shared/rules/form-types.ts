import type { Condition } from './interview-conditions';
import type { Option } from './interview-types';

export const fieldKinds = ['text', 'long_text', 'choice', 'date', 'number', 'id_number', 'phone', 'uscc'] as const;
export type FieldKind = (typeof fieldKinds)[number];

/** What of the signed-in person's verified identity a field is filled with, ready to be changed. */
export const fieldFacts = ['name', 'id_number', 'phone'] as const;
export type FieldFact = (typeof fieldFacts)[number];

/** One line of an item's form (B10); shown while `when` holds, which speaks of the interview's answers. */
export type FormField = {
  id: string;
  label: string;
  hint: string;
  kind: FieldKind;
  /** Of a choice; empty otherwise. */
  options: Option[];
  /** Characters of a text, the value of a number; both ends included. */
  minimum: number;
  maximum: number;
  unit: string;
  required: boolean;
  fact: FieldFact | null;
  when: Condition;
};
