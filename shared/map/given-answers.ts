import { type Answers, isValidAnswer } from '../rules/interview';
import type { Value } from '../rules/interview-conditions';
import { answerText } from '../rules/interview-result';
import type { Interview, Question } from '../rules/interview-types';
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

/** The answers behind a frozen checklist, which keeps them as the person read them; the version it was frozen with is at hand to read them back. */
export function answersAsRead(interview: Interview, frozen: readonly { question: string; answerText: string }[]): Answers {
  const answers: Record<string, Value> = {};
  for (const { question: id, answerText: text } of frozen) {
    const question = interview.questions.find((one) => one.id === id);
    const value = question && readBack(question, text);
    if (question && value !== undefined && answerText(question, value) === text) answers[id] = value;
  }
  return answers;
}

function readBack(question: Question, text: string): Value | undefined {
  if (question.kind === 'choice') return question.options.find((option) => option.text === text)?.value;
  const [first = 0, month = 0, day = 0] = (text.match(/\d+/g) ?? []).map(Number);
  if (question.kind === 'number') return first;
  return `${first}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
