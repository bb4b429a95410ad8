import Taro, { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { type CaseOutcome, caseOutcomes } from '../../../shared/rules/case-flow';
import { caseActionWords, caseOutcomeWords } from '../../../shared/text/cases';
import { deskSteps, type DeskStep, deskText, outcomeStarts } from '../../../shared/text/pages/desk';
import { ActionBar } from '../../components/ActionBar';
import { AnswerCard } from '../../components/AnswerCard';
import { EmptyState } from '../../components/EmptyState';
import { InlineMessage } from '../../components/InlineMessage';
import { PageFrame } from '../../components/PageFrame';
import { TextField } from '../../components/TextField';
import { useDraft } from '../../draft';
import { parameter } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { useMe } from '../../session';
import { deskRoles, holds } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { QuickWords } from './QuickWords';
import { Seen } from './Seen';
import { useStep } from './use-step';
import { hasPage } from './next-step';

/** One step that needs words or a choice. What the requester will read is shown as it will stand, before it is sent. */
export default function DeskStepPage() {
  const { params } = useRouter();
  const id = parameter(params, 'id');
  const asked = parameter(params, 'step');
  const step: DeskStep = hasPage(asked as DeskStep) ? (asked as DeskStep) : 'note';
  const words = deskSteps[step];
  const me = useMe();
  const read = useRead('desk.read', { id }, { keep: false, enabled: me !== undefined && holds(me, deskRoles) });
  const [form, change, clear] = useDraft<{ text: string }>(`desk:${step}:${id}`, { text: '' });
  const [handlerId, setHandler] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<CaseOutcome | null>(null);
  const [tried, setTried] = useState(false);
  const text = form.text.trim();
  const least = leastWords[step];
  const short = text.length < least;
  const unchosen = (step === 'assign' && !handlerId) || (step === 'complete' && !outcome);
  const { run, busy, error } = useStep(id, step, () => {
    clear();
    void Taro.navigateBack();
  });

  const send = () => {
    setTried(true);
    if (!short && !unchosen) run({ text, handlerId, outcome });
  };

  const quick = step === 'complete' ? (outcome ? outcomeStarts[outcome] : []) : words.quick;
  return (
    <PageFrame
      title={caseActionWords[step]}
      bottomBar={
        <ActionBar
          primary={{ id: 'step-send', word: words.send, busy, onPress: send }}
          note={error ? <InlineMessage tone="danger" what={error.message} /> : null}
        />
      }
    >
      <StaffOnly roles={deskRoles}>
        {() => (
          <Reading read={read}>
            {(subject) => (
              <>
                {step === 'assign' && subject.handlers.length === 0 ? <EmptyState icon="users" what={deskText.noHandlers} /> : null}
                {step === 'assign' && subject.handlers.length > 0 ? (
                  <AnswerCard
                    question={deskText.chooseHandler}
                    options={subject.handlers.map((handler) => ({ value: handler.id, label: handler.name }))}
                    chosen={handlerId}
                    onChoose={setHandler}
                  />
                ) : null}
                {step === 'complete' ? (
                  <AnswerCard
                    question={deskText.chooseOutcome}
                    options={caseOutcomes.map((value) => ({ value, label: caseOutcomeWords[value] }))}
                    chosen={outcome}
                    onChoose={setOutcome}
                  />
                ) : null}
                {tried && unchosen ? <InlineMessage tone="danger" what={deskText.chooseFirst} /> : null}
                {least > 0 ? (
                  <>
                    <QuickWords phrases={quick} onPick={(phrase) => change({ text: phrase })} />
                    <TextField
                      id="step-text"
                      label={words.label}
                      placeholder={words.placeholder}
                      value={form.text}
                      multiline
                      maxLength={step === 'complete' ? 2000 : 1000}
                      error={tried && short ? deskText.tooShort(least) : null}
                      onChange={(value) => change({ text: value })}
                    />
                  </>
                ) : null}
                <Seen step={step} text={text} outcome={outcome} owner={subject.handlers.find((handler) => handler.id === handlerId)?.name ?? null} />
              </>
            )}
          </Reading>
        )}
      </StaffOnly>
    </PageFrame>
  );
}

/** Fewest characters the contract takes; 0 where no words are asked for. */
const leastWords: Record<DeskStep, number> = { contact: 2, assign: 0, askForMaterials: 2, note: 1, complete: 5, decline: 5 };
