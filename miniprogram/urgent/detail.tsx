import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import type { Output } from '../../shared/contract';
import { waitsForAnswer } from '../../shared/rules/urgent-flow';
import { urgentText } from '../../shared/text/pages/urgent';
import { serviceInstant } from '../clock';
import { Action } from '../components/Action';
import { InlineMessage } from '../components/InlineMessage';
import { ListRow } from '../components/ListRow';
import { PageFrame } from '../components/PageFrame';
import { Section } from '../components/Section';
import { Sheet } from '../components/Sheet';
import { parameter } from '../paths';
import { useAct, useRead } from '../query';
import { Reading } from '../Reading';
import { SignedIn } from '../SignedIn';
import { dial } from '../wechat/call';
import { UrgentHistory, UrgentTold } from './Told';
import { untilWhen } from './who-has';
import { Refusal } from '../Refusal';

/** One urgent request: who has it, until when, the answer, and the number for who cannot wait. */
export default function UrgentDetail() {
  const id = parameter(useRouter().params, 'id');
  return (
    <PageFrame title={urgentText.title}>
      <SignedIn why={urgentText.signInWhy}>{() => <Request id={id} />}</SignedIn>
    </PageFrame>
  );
}

function Request({ id }: { id: string }) {
  const read = useRead('urgent.read', { id }, { refreshSeconds: 20 });
  return <Reading read={read}>{(request) => <Shown request={request} />}</Reading>;
}

function Shown({ request }: { request: Output<'urgent.read'> }) {
  const { id, status, unitName, unitPhone, escalated, dueAt, actions, history } = request;
  const now = serviceInstant();
  const until = waitsForAnswer(status) ? untilWhen(request, now) : null;
  return (
    <>
      {until ? <InlineMessage tone={escalated || now > dueAt ? 'attention' : 'neutral'} what={until} /> : null}
      <UrgentTold request={request} />
      <Section kind="rows">
        <ListRow
          id="urgent-call"
          icon="phone"
          title={urgentText.call(unitPhone)}
          note={`${unitName} · ${urgentText.callNote}`}
          onPress={() => dial(unitPhone.replace(/\D/g, ''))}
        />
      </Section>
      <UrgentHistory history={history} />
      {actions.includes('withdraw') ? <Withdraw id={id} /> : null}
    </>
  );
}

function Withdraw({ id }: { id: string }) {
  const [open, setOpen] = useState(false);
  const withdraw = useAct('urgent.withdraw', { refreshes: ['urgent.read', 'urgent.list'], onDone: () => setOpen(false) });
  return (
    <View>
      <Action id="urgent-withdraw" kind="text" word={urgentText.withdraw} onPress={() => setOpen(true)} />
      <Sheet
        open={open}
        title={urgentText.withdrawAsk}
        onClose={() => setOpen(false)}
        actions={[
          { word: urgentText.withdraw, kind: 'danger', busy: withdraw.busy, onPress: () => void withdraw.run({ id }) },
          { word: urgentText.keep, kind: 'text', onPress: () => setOpen(false) },
        ]}
      >
        {withdraw.error ? <Refusal error={withdraw.error} /> : <InlineMessage tone="attention" what={urgentText.withdrawLose} />}
      </Sheet>
    </View>
  );
}
