import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { leftText } from '../../../shared/text/cases';
import { complaintDeskText, complaintText } from '../../../shared/text/pages/complaint';
import { whenText } from '../../../shared/text/when';
import { serviceInstant } from '../../clock';
import { Action } from '../../components/Action';
import { InlineMessage } from '../../components/InlineMessage';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { TextField } from '../../components/TextField';
import { Told } from '../../complaints/Told';
import { parameter } from '../../paths';
import { useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { useMe } from '../../session';
import { boardRoles, holds } from '../roles';
import { StaffOnly } from '../StaffOnly';

type Complaint = Output<'complaintDesk.read'>;
const refreshes = ['complaintDesk.read' as const, 'complaintDesk.list' as const];

/** One complaint at the desk: take it on, say what was found and done. */
export default function ComplaintAtDesk() {
  const id = parameter(useRouter().params, 'id');
  const me = useMe();
  const read = useRead('complaintDesk.read', { id }, { keep: false, enabled: me !== undefined && holds(me, boardRoles) });
  return (
    <PageFrame title={complaintDeskText.list}>
      <StaffOnly roles={boardRoles}>{() => <Reading read={read}>{(complaint) => <Shown complaint={complaint} />}</Reading>}</StaffOnly>
    </PageFrame>
  );
}

function Shown({ complaint }: { complaint: Complaint }) {
  const { id, status, dueAt, anonymous, personName, about, actions } = complaint;
  const now = serviceInstant();
  const take = useAct('complaintDesk.take', { refreshes });
  return (
    <>
      {status === 'filed' || status === 'taken' ? (
        <InlineMessage tone={now > dueAt ? 'danger' : 'attention'} what={complaintText.due(whenText(dueAt))} next={leftText(dueAt, now)} />
      ) : null}
      <Told
        complaint={complaint}
        more={[
          [complaintDeskText.from, anonymous ? complaintDeskText.anonymous : personName],
          [complaintDeskText.about, about],
        ]}
      />
      {take.error ? <InlineMessage tone="danger" what={take.error.message} /> : null}
      {actions.includes('take') ? (
        <Action
          id="complaint-take"
          word={status === 'filed' ? complaintDeskText.take : complaintDeskText.takeOver}
          busy={take.busy}
          onPress={() => void take.run({ id })}
        />
      ) : null}
      {actions.includes('answer') ? <Answer id={id} /> : null}
    </>
  );
}

function Answer({ id }: { id: string }) {
  const [text, setText] = useState('');
  const answer = useAct('complaintDesk.answer', { refreshes });
  const words = text.trim();
  return (
    <Section title={complaintDeskText.answer}>
      <TextField
        id="complaint-answer"
        label={complaintDeskText.answer}
        placeholder={complaintDeskText.answerPlaceholder}
        value={text}
        multiline
        maxLength={1000}
        onChange={setText}
      />
      {answer.error ? <InlineMessage tone="danger" what={answer.error.message} /> : null}
      <Action
        id="complaint-answer-send"
        word={complaintDeskText.send}
        busy={answer.busy}
        disabled={words.length < 4}
        onPress={() => void answer.run({ id, text: words })}
      />
    </Section>
  );
}
