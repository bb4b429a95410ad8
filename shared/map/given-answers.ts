import { type Answers, isValidAnswer } from '../rules/interview';
import type { Value } from '../rules/interview-conditions';
import type { Interview } from '../rules/interview-types';
import type { Day } from '../rules/shanghai';

/** The answers in an address: `question.value~question.value`. Null when a question or an answer is none of the interview's. */
export function answersInAddress(interview: Interview, text: string, today: Day): Answers | null {
  const answers: Record<string, Value> = {};
  for (const pair of text.split('~')) {
    const [id = '', written = ''] = pair.split('.');
    const question = interview.questions.find((one) => one.id === id);
    const value = question?.kind === 'number' ? Number(written) : written;
    if (!question || id in answers || !isValidAnswer(question, value, today)) return null;
    answers[id] = value;
  }
  return answers;
}
