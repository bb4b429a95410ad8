import { useState } from 'react';
import { isValidAnswer, type Question } from '../../../shared/rules/interview';
import type { Value } from '../../../shared/rules/interview-conditions';
import { interviewText } from '../../../shared/text/pages/interview';
import { Action } from '../../components/Action';
import { AnswerCard } from '../../components/AnswerCard';
import { DateField } from '../../components/DateField';
import { NumberField } from '../../components/NumberField';
import { Unsure } from './Unsure';

type AskProps<Kind extends Question['kind']> = {
  question: Extract<Question, { kind: Kind }>;
  /** What was answered before, shown as chosen. */
  given: Value | null;
  today: string;
  onAnswer: (value: Value) => void;
};

/** One question: options answer at a tap, a number or a date by its button. */
export function Ask({ question, ...rest }: AskProps<Question['kind']>) {
  return (
    <>
      {question.kind === 'choice' ? (
        <AnswerCard
          question={question.text}
          why={question.why}
          options={question.options.map((option) => ({ value: option.value, label: option.text }))}
          chosen={rest.given === null ? null : String(rest.given)}
          onChoose={rest.onAnswer}
        />
      ) : (
        <Typed question={question} {...rest} />
      )}
      <Unsure help={question.help} />
    </>
  );
}

function Typed({ question, given, today, onAnswer }: AskProps<'number' | 'date'>) {
  const [typed, setTyped] = useState(given === null ? '' : String(given));
  const [wrong, setWrong] = useState(false);
  const hint = question.kind === 'number' ? interviewText.enterNumber(question.minimum, question.maximum, question.unit) : interviewText.enterDate;
  const change = (next: string) => {
    setTyped(next);
    setWrong(false);
  };
  const confirm = () => {
    const value = question.kind === 'number' ? Number(typed.trim() || Number.NaN) : typed;
    if (isValidAnswer(question, value, today)) onAnswer(value);
    else setWrong(true);
  };
  return (
    <AnswerCard question={question.text} why={question.why} options={[]} onChoose={() => undefined}>
      {question.kind === 'number' ? (
        <NumberField
          id="answer"
          label={question.text}
          unit={question.unit}
          value={typed}
          hint={hint}
          error={wrong ? hint : null}
          onChange={change}
          onConfirm={confirm}
        />
      ) : (
        <DateField label={question.text} value={typed} hint={hint} error={wrong ? hint : null} onChange={change} />
      )}
      <Action id="next" word={interviewText.next} onPress={confirm} />
    </AnswerCard>
  );
}
