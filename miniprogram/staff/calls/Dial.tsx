import { View } from '@tarojs/components';
import { useState } from 'react';
import { callResults } from '../../../shared/rules/notice-call';
import { callResultWords, callsText } from '../../../shared/text/pages/notice-calls';
import { Action } from '../../components/Action';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { TextField } from '../../components/TextField';
import { useAct } from '../../query';
import { dial } from '../../wechat/call';
import { Reveal } from '../Reveal';
import styles from './Dial.module.scss';

/** The number only for a reason; then dial, and take down what came of it. */
export function Dial({ id }: { id: string }) {
  const [phone, setPhone] = useState<string | null>(null);
  const reveal = useAct('noticeCalls.reveal', { onDone: (answer) => setPhone(answer.phone) });
  if (phone !== null) return <Result id={id} phone={phone} />;
  return (
    <Reveal
      id={`reveal-${id}`}
      reasons={callsText.reasons}
      busy={reveal.busy}
      error={reveal.error}
      onReason={(reason) => void reveal.run({ id, reason })}
    />
  );
}

function Result({ id, phone }: { id: string; phone: string }) {
  const [note, setNote] = useState('');
  const takeDown = useAct('noticeCalls.takeDown', { refreshes: ['noticeCalls.list'] });
  const words = note.trim();
  return (
    <>
      <Section kind="rows">
        <ListRow id={`dial-${id}`} icon="phone" title={callsText.dial(phone)} note={callsText.came} onPress={() => dial(phone)} />
      </Section>
      <TextField id={`note-${id}`} label={callsText.remark} value={note} maxLength={100} onChange={setNote} />
      {takeDown.error ? <InlineMessage tone="danger" what={takeDown.error.message} /> : null}
      {callResults.map((result) => (
        <View key={result} className={styles.result}>
          <Action
            id={`${result}-${id}`}
            kind={result === 'reached' ? 'primary' : 'plain'}
            word={callResultWords[result]}
            busy={takeDown.busy}
            onPress={() => void takeDown.run({ id, result, ...(words ? { note: words } : {}) })}
          />
        </View>
      ))}
    </>
  );
}
