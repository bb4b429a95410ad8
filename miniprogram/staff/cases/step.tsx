import Taro, { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { caseActionWords } from '../../../shared/text/cases';
import { deskSteps, type DeskStep, outcomeStarts } from '../../../shared/text/pages/desk-steps';
import { photosText } from '../../../shared/text/photos';
import { deskText } from '../../../shared/text/pages/desk';
import { ActionBar } from '../../components/ActionBar';
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
import { Choices } from './Choices';
import { QuickWords } from './QuickWords';
import { Seen } from './Seen';
import { StepPhotos } from './StepPhotos';
import { hasPage } from './next-step';
import { type Choice, nothingChosen, stepInput, useStep } from './use-step';

/** One step that needs words or a choice. What the requester will read is shown as it will stand, before it is sent. */
export default function DeskStepPage() {
  const { params } = useRouter();
  const id = parameter(params, 'id');
  const asked = parameter(params, 'step');
  const step: DeskStep = hasPage(asked as DeskStep) ? (asked as DeskStep) : 'note';
  const words = deskSteps[step];
  const me = useMe();
  const read = useRead('desk.read', { id }, { keep: false, enabled: me !== undefined && holds(me, deskRoles) });
  const [form, change, clear] = useDraft<Choice>(`desk:${step}:${id}`, nothingChosen);
  const [tried, setTried] = useState(false);
  const short = form.text.trim().length < words.least;
  const act = useStep(step, () => {
    clear();
    void Taro.navigateBack();
  });
  const waiting = [...form.photos, ...form.internalPhotos].some(({ id: sent }) => !sent);
  const input = read.data ? stepInput(step, read.data, form) : null;

  const send = () => {
    setTried(true);
    if (input && !waiting) void act.run(input);
  };

  const closing = step === 'complete' || step === 'submitAnswer';
  const quick = closing ? (form.outcome ? outcomeStarts[form.outcome] : []) : words.quick;
  return (
    <PageFrame
      title={caseActionWords[step]}
      bottomBar={
        <ActionBar
          primary={{ id: 'step-send', word: words.send, busy: act.busy, onPress: send }}
          note={act.error ? <InlineMessage tone="danger" what={act.error.message} /> : null}
        />
      }
    >
      <StaffOnly roles={deskRoles}>
        {() => (
          <Reading read={read}>
            {(subject) => (
              <>
                <Choices step={step} subject={subject} choice={form} onChange={change} />
                {tried && !short && !input ? <InlineMessage tone="danger" what={deskText.chooseFirst} /> : null}
                {words.least > 0 ? (
                  <>
                    <QuickWords phrases={quick} onPick={(phrase) => change({ text: phrase })} />
                    <TextField
                      id="step-text"
                      label={words.label}
                      placeholder={words.placeholder}
                      value={form.text}
                      multiline
                      maxLength={
                        closing ? 2000 : step === 'contact' || step === 'askForMaterials' || step === 'note' || step === 'decline' ? 1000 : 500
                      }
                      error={tried && short ? deskText.tooShort(words.least) : null}
                      onChange={(value) => change({ text: value })}
                    />
                  </>
                ) : null}
                <StepPhotos step={step} choice={form} onChange={change} />
                {tried && waiting ? <InlineMessage tone="danger" what={photosText.unfinished} /> : null}
                <Seen step={step} choice={form} subject={subject} />
              </>
            )}
          </Reading>
        )}
      </StaffOnly>
    </PageFrame>
  );
}
