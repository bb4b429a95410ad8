import type { Input } from '../../../shared/contract';
import type { Complexity } from '../../../shared/rules/case-clocks';
import { shanghaiInstant } from '../../../shared/rules/shanghai';
import { uuid } from '../../uuid';

export type TaskForm = {
  /** Tells tasks apart while they are typed. */
  key: string;
  what: string;
  ownerId: string | null;
  workingDays: number | null;
  day: string;
};
export const newTask = (): TaskForm => ({ key: uuid(), what: '', ownerId: null, workingDays: 3, day: '' });

/** What is chosen and typed on the pages of a conference; a step takes what it needs. */
export type ConferenceForm = {
  unitIds: string[];
  questions: string;
  place: string;
  day: string;
  clock: string | null;
  text: string;
  outward: string;
  attendedIds: string[] | null;
  tasks: TaskForm[];
  complexity: Exclude<Complexity, 'general'> | null;
  classDay: string;
};
export const emptyForm: ConferenceForm = {
  unitIds: [],
  questions: '',
  place: '',
  day: '',
  clock: null,
  text: '',
  outward: '',
  attendedIds: null,
  tasks: [],
  complexity: null,
  classDay: '',
};

/** Times of a day at which conferences begin. */
export const clocks = ['09:00', '09:30', '10:00', '10:30', '11:00', '14:00', '14:30', '15:00', '15:30', '16:00'] as const;

const startOf = ({ day, clock }: ConferenceForm): string | null => (day && clock ? shanghaiInstant(day, clock) : null);

export function conveneInput(id: string, form: ConferenceForm): Input<'conferences.convene'> | null {
  const startsAt = startOf(form);
  const [questions, place] = [form.questions.trim(), form.place.trim()];
  return startsAt && form.unitIds.length > 0 && questions.length >= 5 && place.length >= 2
    ? { id, unitIds: form.unitIds, questions, place, startsAt }
    : null;
}

export function moveInput(id: string, form: ConferenceForm): Input<'conferences.move'> | null {
  const startsAt = startOf(form);
  const [place, reason] = [form.place.trim(), form.text.trim()];
  return startsAt && place.length >= 2 && reason.length >= 2 ? { id, startsAt, place, reason } : null;
}

export function decideInput(id: string, form: ConferenceForm): Input<'conferences.decide'> | null {
  const [decision, outward] = [form.text.trim(), form.outward.trim()];
  if (decision.length < 5 || outward.length < 5) return null;
  const tasks = form.tasks.flatMap(({ what, ownerId, workingDays, day }) => {
    const due = workingDays !== null ? { workingDays } : day ? { day } : null;
    return ownerId && due && what.trim().length >= 4 ? [{ what: what.trim(), ownerId, due }] : [];
  });
  if (tasks.length < form.tasks.length) return null;
  const { complexity, classDay } = form;
  if (complexity === 'especially_complex' && !classDay) return null;
  const classify = complexity === null ? {} : { classify: { complexity, ...(complexity === 'especially_complex' ? { day: classDay } : {}) } };
  return { id, attendedIds: form.attendedIds ?? [], decision, outward, tasks, ...classify };
}
