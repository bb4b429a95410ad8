import { refuse } from '../shared/contract/errors';
import { type Answers, isValidAnswer } from '../shared/rules/interview';
import type { Interview } from '../shared/rules/interview-types';
import type { Value } from '../shared/rules/interview-conditions';
import type { Day } from '../shared/rules/shanghai';

/** What a firm answered for everybody on its list, out of the text of a form's field. Refuses `answers_invalid`. */
export function sharedAnswers(interview: Interview, text: string | undefined, today: Day): Answers {
  if (text === undefined || text === '') return {};
  const said = parsed(text);
  const answers: Record<string, Value> = {};
  for (const [id, value] of Object.entries(said)) {
    const question = interview.questions.find((known) => known.id === id);
    if (!question || (typeof value !== 'string' && typeof value !== 'number') || !isValidAnswer(question, value, today))
      return refuse('answers_invalid');
    answers[id] = value;
  }
  return answers;
}

function parsed(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : refuse('answers_invalid');
  } catch {
    return refuse('answers_invalid');
  }
}
