import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { waitsForAnswer } from '../../../shared/rules/urgent-flow';
import { urgentDeskText, urgentText } from '../../../shared/text/pages/urgent';
import { serviceInstant } from '../../clock';
import { Action } from '../../components/Action';
import { Chips } from '../../components/Chips';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { TextField } from '../../components/TextField';
import { askForNotices } from '../../grants';
import { parameter } from '../../paths';
import { useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { useMe } from '../../session';
import { untilWhen } from '../../urgent/who-has';
import { UrgentHistory, UrgentTold } from '../../urgent/Told';
import { dial } from '../../wechat/call';
import { holds, urgentRoles } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { AnswerForm } from './AnswerForm';

type Request = Output<'urgentDesk.read'>;
const refreshes = ['urgentDesk.read' as const, 'urgentDesk.list' as const];

/** One urgent request at the desk: call back, take it on, answer. */
export default function UrgentAtDesk() {
  const id = parameter(useRouter().params, 'id');
  const me = useMe();
  const read = useRead('urgentDesk.read', { id }, { keep: false, enabled: me !== undefined && holds(me, urgentRoles) });
  return (
    <PageFrame title={urgentDeskText.list}>
      <StaffOnly roles={urgentRoles}>{() => <Reading read={read}>{(request) => <Shown request={request} />}</Reading>}</StaffOnly>
    </PageFrame>
  );
}

function Shown({ request }: { request: Request }) {
  const { id, status, phone, askerName, actions, takenBy, dueAt, history } = request;
  const now = serviceInstant();
  const until = waitsForAnswer(status) ? untilWhen(request, now) : null;
  return (
    <>
      {until ? <InlineMessage tone={now > dueAt ? 'danger' : 'attention'} what={until} /> : null}
      <UrgentTold request={request} more={[[urgentDeskText.asker, askerName]]} />
      <Section kind="rows">
        <ListRow id="urgent-call-back" icon="phone" title={urgentText.call(phone)} note={urgentDeskText.phone} onPress={() => dial(phone)} />
      </Section>
      {actions.includes('take') ? <Take id={id} word={takenBy ? urgentDeskText.takeOver : urgentDeskText.take} /> : null}
      {actions.includes('answer') ? <AnswerForm id={id} /> : null}
      {actions.includes('close') ? <Close id={id} /> : null}
      <UrgentHistory history={history} />
    </>
  );
}

function Take({ id, word }: { id: string; word: string }) {
  const take = useAct('urgentDesk.take', { refreshes });
  const press = async () => {
    await askForNotices(['staff_urgent_asked', 'staff_urgent_late', 'staff_urgent_withdrawn']);
    await take.run({ id });
  };
  return (
    <>
      {take.error ? <InlineMessage tone="danger" what={take.error.message} /> : null}
      <Action id="urgent-take" word={word} busy={take.busy} onPress={() => void press()} />
    </>
  );
}

function Close({ id }: { id: string }) {
  const [result, setResult] = useState('');
  const close = useAct('urgentDesk.close', { refreshes });
  const words = result.trim();
  return (
    <Section title={urgentDeskText.result}>
      <Chips label={urgentDeskText.result} chips={urgentDeskText.results.map((word) => ({ value: word, word }))} onPress={setResult} />
      <TextField id="urgent-result" label={urgentDeskText.result} value={result} multiline maxLength={200} onChange={setResult} />
      {close.error ? <InlineMessage tone="danger" what={close.error.message} /> : null}
      <Action
        id="urgent-close"
        word={urgentDeskText.close}
        busy={close.busy}
        disabled={words.length < 2}
        onPress={() => void close.run({ id, result: words })}
      />
    </Section>
  );
}
