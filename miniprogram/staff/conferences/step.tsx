import Taro, { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { conferenceActionWords } from '../../../shared/text/conferences';
import { conferencesText, type ConferenceStep } from '../../../shared/text/pages/conferences';
import type { EndpointName } from '../../../shared/contract/routes';
import { ActionBar } from '../../components/ActionBar';
import { InlineMessage } from '../../components/InlineMessage';
import { PageFrame } from '../../components/PageFrame';
import { TextField } from '../../components/TextField';
import { useDraft } from '../../draft';
import { parameter } from '../../paths';
import { useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { useMe } from '../../session';
import { deskRoles, holds } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { Decision } from './Decision';
import { conveneInput, type ConferenceForm, decideInput, emptyForm, moveInput } from './form';
import { Time } from './Time';
import { Units } from './Units';

const steps: readonly ConferenceStep[] = ['convene', 'move', 'opine', 'decide', 'cancel'];
const refreshes: EndpointName[] = ['conferences.ofCase', 'desk.read', 'desk.list', 'tasks.list'];

/** One step of a conference that needs words: convene, another time, an opinion, the decision, cancel. */
export default function ConferenceStepPage() {
  const { params } = useRouter();
  const caseId = parameter(params, 'id');
  const id = parameter(params, 'conference');
  const step = steps.find((known) => known === parameter(params, 'step')) ?? 'convene';
  const me = useMe();
  const read = useRead('conferences.ofCase', { id: caseId }, { keep: false, enabled: me !== undefined && holds(me, deskRoles) });
  const [form, change, clear] = useDraft<ConferenceForm>(`conference:${step}:${id || caseId}`, emptyForm);
  const [tried, setTried] = useState(false);
  const options = {
    refreshes,
    onDone: () => {
      clear();
      void Taro.navigateBack();
    },
  };
  const convene = useAct('conferences.convene', options);
  const move = useAct('conferences.move', options);
  const opine = useAct('conferences.opine', options);
  const decide = useAct('conferences.decide', options);
  const cancel = useAct('conferences.cancel', options);
  const act = { convene, move, opine, decide, cancel }[step];
  const text = form.text.trim();

  const send = () => {
    setTried(true);
    const sent = {
      convene: () => run(convene.run, conveneInput(caseId, form)),
      move: () => run(move.run, moveInput(id, form)),
      opine: () => run(opine.run, text.length >= 2 ? { id, text } : null),
      decide: () => run(decide.run, decideInput(id, form)),
      cancel: () => run(cancel.run, text.length >= 2 ? { id, reason: text } : null),
    }[step]();
    if (sent) setTried(false);
  };

  return (
    <PageFrame
      title={step === 'convene' ? conferencesText.convene : conferenceActionWords[step]}
      bottomBar={
        <ActionBar
          primary={{ id: 'conference-send', word: conferencesText.send[step], busy: act.busy, onPress: send }}
          note={
            act.error ? (
              <InlineMessage tone="danger" what={act.error.message} />
            ) : tried ? (
              <InlineMessage tone="danger" what={conferencesText.missing} />
            ) : null
          }
        />
      }
    >
      <StaffOnly roles={deskRoles}>
        {() => (
          <Reading read={read}>
            {(sides) => {
              const conference = sides.conferences.find((one) => one.id === id);
              if (step === 'decide' && conference) return <Decision sides={sides} conference={conference} form={form} onChange={change} />;
              return (
                <>
                  {step === 'convene' ? <Units chosen={form.unitIds} onChange={(unitIds) => change({ unitIds })} /> : null}
                  {step === 'convene' ? (
                    <TextField
                      id="conference-questions"
                      label={conferencesText.questions}
                      placeholder={conferencesText.questionsPlaceholder}
                      value={form.questions}
                      multiline
                      maxLength={1000}
                      onChange={(questions) => change({ questions })}
                    />
                  ) : null}
                  {step === 'convene' || step === 'move' ? <Time form={form} onChange={change} /> : null}
                  {step === 'convene' ? (
                    <InlineMessage what={conferencesText.partyNote} />
                  ) : (
                    <TextField
                      id="conference-text"
                      label={step === 'opine' ? conferencesText.opinion : conferencesText.reason}
                      placeholder={placeholders[step]}
                      value={form.text}
                      multiline
                      maxLength={step === 'opine' ? 2000 : 500}
                      onChange={(value) => change({ text: value })}
                    />
                  )}
                  {step === 'opine' ? <InlineMessage what={conferencesText.opinionNote} /> : null}
                </>
              );
            }}
          </Reading>
        )}
      </StaffOnly>
    </PageFrame>
  );
}

const placeholders: Record<Exclude<ConferenceStep, 'convene'>, string> = {
  move: conferencesText.movePlaceholder,
  opine: conferencesText.opinionPlaceholder,
  decide: conferencesText.decisionPlaceholder,
  cancel: conferencesText.cancelPlaceholder,
};

/** Sends what is whole; false while something is missing. */
function run<T>(send: (input: T) => Promise<unknown>, input: T | null): boolean {
  if (input === null) return false;
  void send(input);
  return true;
}
