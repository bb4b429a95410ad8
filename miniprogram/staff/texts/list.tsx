import { View } from '@tarojs/components';
import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { checkedTextWords, holdReasonWords, textChecksText } from '../../../shared/text/text-checks';
import { whenText } from '../../../shared/text/when';
import { Action } from '../../components/Action';
import { EmptyState } from '../../components/EmptyState';
import { Facts } from '../../components/Facts';
import { InlineMessage } from '../../components/InlineMessage';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { TextField } from '../../components/TextField';
import { useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { textDeskRoles } from '../roles';
import { StaffOnly } from '../StaffOnly';
import styles from './list.module.scss';

type Held = Output<'textChecks.list'>['texts'][number];

/** K4: words that WeChat's content check did not pass, the longest held first: whether others may read them. */
export default function Texts() {
  return (
    <PageFrame title={textChecksText.title} note={textChecksText.note}>
      <StaffOnly roles={textDeskRoles}>{() => <Rows />}</StaffOnly>
    </PageFrame>
  );
}

function Rows() {
  const read = useRead('textChecks.list', {}, { keep: false });
  return (
    <Reading read={read}>
      {({ texts }) =>
        texts.length === 0 ? <EmptyState icon="file-text" what={textChecksText.none} /> : texts.map((text) => <Entry key={text.id} text={text} />)
      }
    </Reading>
  );
}

function Entry({ text: { id, kind, words, reason, authorName, unitName, createdAt } }: { text: Held }) {
  const [refusing, setRefusing] = useState(false);
  const [answer, setAnswer] = useState('');
  const decide = useAct('textChecks.decide', { refreshes: ['textChecks.list'] });
  const why = answer.trim();
  return (
    <Section title={checkedTextWords[kind]}>
      <View className={styles.words}>{words}</View>
      <Facts
        facts={[
          [textChecksText.why, holdReasonWords[reason]],
          [textChecksText.by, authorName ?? textChecksText.noName],
          [textChecksText.unit, unitName],
          [textChecksText.when, whenText(createdAt)],
        ]}
      />
      {decide.error ? <InlineMessage tone="danger" what={decide.error.message} /> : null}
      {refusing ? (
        <>
          <TextField id={`answer-${id}`} label={textChecksText.answer} value={answer} multiline maxLength={200} onChange={setAnswer} />
          <Action
            id={`refuse-send-${id}`}
            kind="plain"
            word={textChecksText.refuseSend}
            busy={decide.busy}
            disabled={why.length < 2}
            onPress={() => void decide.run({ id, approve: false, reason: why })}
          />
        </>
      ) : (
        <>
          <Action
            id={`approve-${id}`}
            kind="primary"
            word={textChecksText.approve}
            busy={decide.busy}
            onPress={() => void decide.run({ id, approve: true })}
          />
          <Action id={`refuse-${id}`} kind="text" word={textChecksText.refuse} onPress={() => setRefusing(true)} />
        </>
      )}
    </Section>
  );
}
