import { type Answers, type Facts, type Interview, type Question, walk } from '../../shared/rules/interview';
import type { Value } from '../../shared/rules/interview-conditions';
import { addDays } from '../../shared/rules/shanghai';

/** A source of numbers from 0 up to 1 that gives the same ones for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const oneOf = <Thing>(things: readonly Thing[], random: () => number): Thing => {
  const thing = things[Math.floor(random() * things.length)];
  if (thing === undefined) throw new RangeError('nothing to choose from');
  return thing;
};

/** Any answer to a question; numbers are at an end of their range half the time, days within the last 95 years. */
function anyAnswer(question: Question, { today }: Facts, random: () => number): Value {
  switch (question.kind) {
    case 'choice':
      return oneOf(question.options, random).value;
    case 'number': {
      const { minimum, maximum } = question;
      return oneOf([minimum, maximum, ...[1, 2].map(() => minimum + Math.floor(random() * (maximum - minimum + 1)))], random);
    }
    case 'date':
      return addDays(today, -Math.floor(random() * 95 * 365));
  }
}

/** Answers as somebody gives them who says anything, until no question is left. */
export function anyAnswers(interview: Interview, facts: Facts, random: () => number): Answers {
  const answers: Record<string, Value> = {};
  for (let { next } = walk(interview, answers, facts); next; { next } = walk(interview, answers, facts)) {
    answers[next.id] = anyAnswer(next, facts, random);
  }
  return answers;
}
