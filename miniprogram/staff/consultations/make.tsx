import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { questionDeskText } from '../../../shared/text/pages/consultations';
import { DateField } from '../../components/DateField';
import { ActionBar } from '../../components/ActionBar';
import { InlineMessage } from '../../components/InlineMessage';
import { Labelled } from '../../components/Labelled';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { TextField } from '../../components/TextField';
import { Chips } from '../../components/Chips';
import { go } from '../../go';
import { parameter } from '../../paths';
import { useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { useMe } from '../../session';
import { staffPaths } from '../paths';
import { deskRoles, holds } from '../roles';
import { StaffOnly } from '../StaffOnly';

/** F3: an answered question becomes an entry that everybody finds; what was taken out is shown before it is saved. */
export default function MakeKnowledge() {
  const id = parameter(useRouter().params, 'id');
  const me = useMe();
  const read = useRead('knowledgeDesk.draft', { id }, { keep: false, enabled: me !== undefined && holds(me, deskRoles) });
  if (read.data) return <Form id={id} draft={read.data} />;
  return (
    <PageFrame title={questionDeskText.make}>
      <StaffOnly roles={deskRoles}>{() => <Reading read={read}>{() => null}</Reading>}</StaffOnly>
    </PageFrame>
  );
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length >= 2);

function Form({ id, draft }: { id: string; draft: Output<'knowledgeDesk.draft'> }) {
  const [question, setQuestion] = useState(draft.question);
  const [answer, setAnswer] = useState(draft.answer);
  const [phrasings, setPhrasings] = useState('');
  const [items, setItems] = useState(draft.items);
  const [reviewOn, setReviewOn] = useState(draft.reviewOn);
  const [saved, setSaved] = useState(false);
  const make = useAct('knowledgeDesk.make', { refreshes: ['knowledgeDesk.list', 'knowledge.search'], onDone: () => setSaved(true) });
  const words = (make.error?.details as { words?: string[] } | undefined)?.words;
  const save = () => void make.run({ id, question: question.trim(), phrasings: linesOf(phrasings), answer: answer.trim(), items, reviewOn });
  const note = make.error ? (
    <InlineMessage tone="danger" what={make.error.message} {...(words ? { next: questionDeskText.still(words.join('、')) } : {})} />
  ) : null;
  return (
    <PageFrame
      title={questionDeskText.make}
      note={questionDeskText.makeNote}
      bottomBar={
        saved ? (
          <ActionBar
            primary={{ id: 'knowledge-open', word: questionDeskText.open, onPress: () => go(staffPaths.knowledge) }}
            note={questionDeskText.saved}
          />
        ) : (
          <ActionBar
            primary={{
              id: 'knowledge-save',
              word: questionDeskText.save,
              busy: make.busy,
              disabled: question.trim().length < 4 || answer.trim().length < 4,
              onPress: save,
            }}
            note={note}
          />
        )
      }
    >
      <InlineMessage
        tone={draft.takenOut.length > 0 ? 'attention' : 'neutral'}
        what={draft.takenOut.length > 0 ? questionDeskText.takenOut(draft.takenOut.join('、')) : questionDeskText.takenOutNone}
      />
      <Section>
        <TextField id="knowledge-question" label={questionDeskText.question} value={question} multiline maxLength={60} onChange={setQuestion} />
        <TextField
          id="knowledge-phrasings"
          label={questionDeskText.phrasings}
          hint={questionDeskText.phrasingsHint}
          value={phrasings}
          multiline
          optional
          maxLength={400}
          onChange={setPhrasings}
        />
        <TextField id="knowledge-answer" label={questionDeskText.answerWords} value={answer} multiline maxLength={400} onChange={setAnswer} />
        {draft.items.length > 0 ? (
          <Labelled label={questionDeskText.items}>
            <Chips
              label={questionDeskText.items}
              role="checkbox"
              chips={draft.items.map((code) => ({ value: code, word: code }))}
              chosen={items}
              onPress={(code) => setItems(items.includes(code) ? items.filter((one) => one !== code) : [...items, code])}
            />
          </Labelled>
        ) : null}
        <Labelled label={questionDeskText.review}>
          <DateField id="knowledge-review" label={questionDeskText.review} value={reviewOn} onChange={setReviewOn} />
        </Labelled>
      </Section>
    </PageFrame>
  );
}
