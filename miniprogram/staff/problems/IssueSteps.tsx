import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import type { EndpointName } from '../../../shared/contract/routes';
import { isDay } from '../../../shared/rules/shanghai';
import type { SystemicAction } from '../../../shared/rules/systemic-flow';
import { problemsText } from '../../../shared/text/pages/problems';
import { systemicActionWords } from '../../../shared/text/systemic';
import { Action } from '../../components/Action';
import { AnswerCard } from '../../components/AnswerCard';
import { Chips } from '../../components/Chips';
import { DateField } from '../../components/DateField';
import { InlineMessage } from '../../components/InlineMessage';
import { Labelled } from '../../components/Labelled';
import { TextField } from '../../components/TextField';
import { useAct } from '../../query';
import { OwnerChoice } from './OwnerChoice';

type Issue = Output<'systemic.read'>;
/** Requests are added where those found since are shown. */
type Step = Exclude<SystemicAction, 'add'>;

const steps = ['solve', 'takeOut', 'amend', 'drop'] as const satisfies readonly Step[];

/** What may be done with an issue now; the chosen step asks for its words. */
export function IssueSteps({ issue }: { issue: Issue }) {
  const [step, setStep] = useState<Step | null>(null);
  const allowed = steps.filter((one) => issue.actions.includes(one));
  return (
    <>
      <Chips
        label={problemsText.next}
        role="radio"
        chips={allowed.map((value) => ({ value, word: systemicActionWords[value] }))}
        chosen={step ? [step] : []}
        onPress={setStep}
      />
      {step ? <StepForm key={step} issue={issue} step={step} onDone={() => setStep(null)} /> : null}
    </>
  );
}

function StepForm({ issue, step, onDone }: { issue: Issue; step: Step; onDone: () => void }) {
  const { id } = issue;
  const refreshes: EndpointName[] = ['systemic.read', 'systemic.list', 'problems.list'];
  const [words, setWords] = useState('');
  const [caseId, setCaseId] = useState<string | null>(null);
  const [ownerId, setOwnerId] = useState<string | null>(null);
  const [day, setDay] = useState(issue.day);
  const solve = useAct('systemic.solve', { refreshes, onDone });
  const takeOut = useAct('systemic.takeOut', { refreshes, onDone });
  const amend = useAct('systemic.amend', { refreshes, onDone });
  const drop = useAct('systemic.drop', { refreshes, onDone });
  const said = words.trim();
  const table: Record<Step, { act: { busy: boolean; error: { message: string } | null }; ready: boolean; send: () => unknown }> = {
    solve: { act: solve, ready: said.length >= 5, send: () => solve.run({ id, text: said }) },
    takeOut: { act: takeOut, ready: caseId !== null && said.length >= 2, send: () => caseId && takeOut.run({ id, caseId, reason: said }) },
    amend: {
      act: amend,
      ready: said.length >= 2 && isDay(day) && (ownerId !== null || day !== issue.day),
      send: () => amend.run({ id, reason: said, ...(ownerId ? { ownerId } : {}), ...(day === issue.day ? {} : { day }) }),
    },
    drop: { act: drop, ready: said.length >= 2, send: () => drop.run({ id, reason: said }) },
  };
  const { act, ready, send } = table[step];
  const isSolution = step === 'solve';
  return (
    <>
      {step === 'takeOut' ? (
        <AnswerCard
          question={problemsText.whichOut}
          options={issue.members.map((one) => ({ value: one.id, label: one.title.map(({ text }) => text).join(''), note: one.number }))}
          chosen={caseId}
          onChoose={setCaseId}
        />
      ) : null}
      {step === 'amend' ? (
        <>
          <OwnerChoice chosen={ownerId} onChoose={setOwnerId} />
          <Labelled label={problemsText.day}>
            <DateField id="issue-day" label={problemsText.day} value={day} hint={problemsText.dayHint} onChange={setDay} />
          </Labelled>
        </>
      ) : null}
      <TextField
        id="issue-words"
        label={isSolution ? problemsText.solveText : problemsText.reason}
        hint={isSolution ? problemsText.solveHint : problemsText.reasonHint}
        value={words}
        maxLength={isSolution ? 1000 : 200}
        multiline
        onChange={setWords}
      />
      {act.error ? <InlineMessage tone="danger" what={act.error.message} /> : null}
      <Action
        id={`issue-${step}`}
        kind={step === 'drop' ? 'danger' : 'primary'}
        word={systemicActionWords[step]}
        busy={act.busy}
        disabled={!ready}
        onPress={() => void send()}
      />
    </>
  );
}
