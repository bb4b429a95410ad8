import { useState } from 'react';
import { caseOutcomes } from '../../../shared/rules/case-flow';
import { shanghaiDay } from '../../../shared/rules/shanghai';
import { tellingWays } from '../../../shared/rules/taken-down';
import { tellingWayWords } from '../../../shared/text/case-parties';
import { caseOutcomeWords, complexityWords } from '../../../shared/text/cases';
import { deskText } from '../../../shared/text/pages/desk';
import type { DeskStep } from '../../../shared/text/pages/desk-steps';
import { dateText } from '../../../shared/text/when';
import { AnswerCard } from '../../components/AnswerCard';
import { DateField } from '../../components/DateField';
import { EmptyState } from '../../components/EmptyState';
import { InlineMessage } from '../../components/InlineMessage';
import { Labelled } from '../../components/Labelled';
import { NumberField } from '../../components/NumberField';
import { SearchField } from '../../components/SearchField';
import { TextField } from '../../components/TextField';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import type { DeskCase } from './next-step';
import type { Choice } from './use-step';

type Props = { step: DeskStep; subject: DeskCase; choice: Choice; onChange: (part: Partial<Choice>) => void };

/** What is chosen for a step before its words: a handler, a unit, a class, a date, an outcome. */
export function Choices(props: Props) {
  const { step, subject } = props;
  switch (step) {
    case 'supplyFor':
      return (
        <AnswerCard
          question={deskText.howTold}
          options={tellingWays.map((value) => ({ value, label: tellingWayWords[value] }))}
          chosen={props.choice.toldBy}
          onChoose={(toldBy) => props.onChange({ toldBy })}
        />
      );
    case 'assign':
      return <Handlers {...props} question={deskText.chooseHandler} />;
    case 'refer':
    case 'direct':
    case 'askAssistance':
      return <Units {...props} />;
    case 'classify':
      return <Classes {...props} />;
    case 'askExtension':
      return <Days {...props} />;
    case 'complete':
    case 'submitAnswer':
      return <Outcome {...props} />;
    case 'answerAssistance': {
      const asked = subject.assistance.find(({ mine }) => mine);
      return asked ? <InlineMessage what={deskText.asked(asked.question)} next={deskText.answerBy(dateText(shanghaiDay(asked.dueAt)))} /> : null;
    }
    case 'grantExtension':
    case 'refuseExtension': {
      const asked = subject.extensions.find(({ state }) => state === 'asked');
      if (!asked) return null;
      const next = [asked.reason, asked.wouldBeDue ? deskText.wouldBe(dateText(shanghaiDay(asked.wouldBeDue))) : ''].filter(Boolean).join(' ');
      return <InlineMessage what={deskText.extension(asked.workingDays, asked.askedByName)} next={next} />;
    }
    default:
      return null;
  }
}

function Handlers({ subject, choice, onChange, question }: Props & { question: string }) {
  if (subject.handlers.length === 0) return <EmptyState icon="users" what={deskText.noHandlers} />;
  return (
    <AnswerCard
      question={question}
      options={subject.handlers.map(({ id, name }) => ({ value: id, label: name }))}
      chosen={choice.handlerId}
      onChoose={(handlerId) => onChange({ handlerId })}
    />
  );
}

function Units({ step, subject, choice, onChange }: Props) {
  const [words, setWords] = useState('');
  const read = useRead('desk.units', {}, { keep: false });
  return (
    <Reading read={read}>
      {({ units }) => {
        const typed = words.trim();
        const shown = units.filter(
          ({ id, name, town }) =>
            id === choice.unitId || (typed !== '' && name !== subject.unitName && (name.includes(typed) || town?.includes(typed))),
        );
        return (
          <>
            {step === 'refer' ? <InlineMessage what={deskText.referNote} /> : null}
            <SearchField value={words} label={deskText.findUnit} placeholder={deskText.findUnit} onChange={setWords} />
            {shown.length === 0 ? <InlineMessage what={typed === '' ? deskText.findUnitFirst : deskText.noUnit} /> : null}
            {shown.length === 0 ? null : (
              <AnswerCard
                question={deskText.chooseUnit}
                options={shown.map(({ id, name, town }) => ({ value: id, label: name, ...(town ? { note: town } : {}) }))}
                chosen={choice.unitId}
                onChoose={(unitId) => onChange({ unitId })}
              />
            )}
          </>
        );
      }}
    </Reading>
  );
}

function Classes({ subject, choice, onChange }: Props) {
  const due = subject.clocks.find(({ kind, stoppedAt }) => kind === 'processing' && stoppedAt === null)?.dueAt;
  const options = [
    { value: 'complex' as const, label: complexityWords.complex, note: deskText.complexNote },
    { value: 'especially_complex' as const, label: complexityWords.especially_complex, note: deskText.especiallyComplexNote },
  ].filter(({ value }) => value !== subject.complexity);
  return (
    <>
      <AnswerCard question={deskText.chooseClass} options={options} chosen={choice.complexity} onChoose={(complexity) => onChange({ complexity })} />
      {choice.complexity === 'especially_complex' ? (
        <Labelled label={deskText.setDay}>
          <DateField
            label={deskText.setDay}
            value={choice.day}
            onChange={(day) => onChange({ day })}
            {...(due ? { hint: deskText.setDayHint(dateText(shanghaiDay(due))) } : {})}
          />
        </Labelled>
      ) : null}
    </>
  );
}

function Days({ subject, choice, onChange }: Props) {
  return (
    <Labelled label={deskText.extendBy}>
      <NumberField
        id="step-days"
        label={deskText.extendBy}
        unit={deskText.workingDays}
        value={choice.workingDays}
        onChange={(workingDays) => onChange({ workingDays })}
        {...(subject.mayExtendBy ? { hint: deskText.extendHint(subject.mayExtendBy) } : {})}
      />
    </Labelled>
  );
}

function Outcome(props: Props) {
  const { step, choice, onChange } = props;
  return (
    <>
      {step === 'submitAnswer' ? <InlineMessage what={deskText.toSignOff} /> : null}
      <AnswerCard
        question={deskText.chooseOutcome}
        options={caseOutcomes.map((value) => ({ value, label: caseOutcomeWords[value] }))}
        chosen={choice.outcome}
        onChoose={(outcome) => onChange({ outcome })}
      />
      {choice.outcome === 'beyond_policy' ? (
        <TextField
          id="step-rule"
          label={deskText.rule}
          placeholder={deskText.rulePlaceholder}
          value={choice.rule}
          maxLength={500}
          onChange={(rule) => onChange({ rule })}
        />
      ) : null}
      {choice.outcome === 'needs_coordination' ? (
        <>
          <Handlers {...props} question={deskText.nextOwner} />
          <Labelled label={deskText.nextDay}>
            <DateField label={deskText.nextDay} value={choice.day} onChange={(day) => onChange({ day })} />
          </Labelled>
        </>
      ) : null}
    </>
  );
}
