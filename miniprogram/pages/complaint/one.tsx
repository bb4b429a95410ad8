import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { complaintText } from '../../../shared/text/pages/complaint';
import { whenText } from '../../../shared/text/when';
import { Action } from '../../components/Action';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { TextField } from '../../components/TextField';
import { Told } from '../../complaints/Told';
import { parameter } from '../../paths';
import { useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { SignedIn } from '../../SignedIn';
import { dial } from '../../wechat/call';

/** One complaint: mine by its id, an anonymous one by its code. */
export default function ComplaintOne() {
  const id = parameter(useRouter().params, 'id');
  return (
    <PageFrame title={id ? complaintText.title : complaintText.lookUp}>
      {id ? <SignedIn why={complaintText.signInWhy}>{() => <Mine id={id} />}</SignedIn> : <ByCode />}
    </PageFrame>
  );
}

function Mine({ id }: { id: string }) {
  const read = useRead('complaints.read', { id }, { refreshSeconds: 30 });
  const withdraw = useAct('complaints.withdraw', { refreshes: ['complaints.read', 'complaints.list'] });
  return (
    <Reading read={read}>
      {(complaint) => (
        <>
          <Shown complaint={complaint} />
          {withdraw.error ? <InlineMessage tone="danger" what={withdraw.error.message} /> : null}
          {complaint.actions.includes('withdraw') ? (
            <Action
              id="complaint-withdraw"
              kind="text"
              word={complaintText.withdraw}
              busy={withdraw.busy}
              onPress={() => void withdraw.run({ id })}
            />
          ) : null}
        </>
      )}
    </Reading>
  );
}

const codeForm = /^[2-9A-HJKMNP-Z]{16}$/;

function ByCode() {
  const [typed, setTyped] = useState('');
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const read = useRead('complaints.lookUp', { code }, { enabled: code !== '', keep: false });
  const wanted = typed.replace(/[\s-]/g, '').toUpperCase();
  const right = codeForm.test(wanted);
  const look = () => {
    setTried(true);
    if (right) setCode(wanted);
  };
  return (
    <>
      <Section>
        <TextField
          id="complaint-code"
          label={complaintText.lookUpField}
          placeholder={complaintText.lookUpPlaceholder}
          value={typed}
          maxLength={24}
          error={tried && !right ? complaintText.codeWrong : null}
          onChange={setTyped}
        />
        <Action id="complaint-look" word={complaintText.lookUpGo} onPress={look} />
      </Section>
      {code !== '' ? <Reading read={read}>{(complaint) => <Shown complaint={complaint} />}</Reading> : null}
    </>
  );
}

function Shown({ complaint }: { complaint: Output<'complaints.read'> }) {
  const { status, dueAt, unitName, unitPhone } = complaint;
  return (
    <>
      {status === 'filed' || status === 'taken' ? <InlineMessage what={complaintText.due(whenText(dueAt))} /> : null}
      <Told complaint={complaint} />
      <Section kind="rows">
        <ListRow icon="phone" title={complaintText.call(unitPhone)} note={unitName} onPress={() => dial(unitPhone.replace(/\D/g, ''))} />
      </Section>
    </>
  );
}
