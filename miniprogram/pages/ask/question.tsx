import { useRouter } from '@tarojs/taro';
import type { Output } from '../../../shared/contract';
import { questionsText } from '../../../shared/text/pages/consultations';
import { whenText } from '../../../shared/text/when';
import { serviceInstant } from '../../clock';
import { Action } from '../../components/Action';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { SayMore } from '../../consultations/SayMore';
import { Thread } from '../../consultations/Thread';
import { go } from '../../go';
import { askForNotices } from '../../grants';
import { parameter, paths } from '../../paths';
import { useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { SignedIn } from '../../SignedIn';
import { dial } from '../../wechat/call';
import { Refusal } from '../../Refusal';
import { Next } from './Next';

type Question = Output<'consultations.read'>;
const refreshes = ['consultations.read' as const, 'consultations.list' as const];

/** One question: who has it and until when, the answers, and what can be done with them. */
export default function QuestionPage() {
  const id = parameter(useRouter().params, 'id');
  return (
    <PageFrame title={questionsText.mine}>
      <SignedIn why={questionsText.signInWhy}>{() => <Read id={id} />}</SignedIn>
    </PageFrame>
  );
}

function Read({ id }: { id: string }) {
  const read = useRead('consultations.read', { id }, { refreshSeconds: 20 });
  return <Reading read={read}>{(question) => <Shown question={question} />}</Reading>;
}

function Shown({ question }: { question: Question }) {
  const { id, status, dueAt, unitName, unitPhone, actions, toRate } = question;
  const askOn = useAct('consultations.askOn', { refreshes });
  const close = useAct('consultations.close', { refreshes });
  const late = serviceInstant() > dueAt;
  return (
    <>
      {status === 'asked' ? (
        <InlineMessage tone={late ? 'attention' : 'neutral'} what={late ? questionsText.late : questionsText.answersBy(whenText(dueAt))} />
      ) : null}
      <Thread question={question} asker={questionsText.you} />
      {toRate ? (
        <Section kind="rows">
          <ListRow id="question-rate" icon="star" title={questionsText.rate} onPress={() => go(paths.rating(toRate))} />
        </Section>
      ) : null}
      <Next question={question} />
      {actions.includes('ask_on') ? (
        <SayMore
          id="question-on"
          draft={`question:${id}`}
          title={questionsText.askOn}
          placeholder={questionsText.askOnPlaceholder}
          word={questionsText.askOn}
          missing={questionsText.missing}
          photosTitle={questionsText.photos}
          busy={askOn.busy}
          error={askOn.error}
          onSend={async (said) => {
            await askForNotices(['consultation_answered']);
            return (await askOn.run({ id, ...said })) !== undefined;
          }}
        />
      ) : null}
      <Section kind="rows">
        <ListRow
          id="question-call"
          icon="phone"
          title={questionsText.call(unitPhone)}
          note={unitName}
          onPress={() => dial(unitPhone.replace(/\D/g, ''))}
        />
      </Section>
      {close.error ? <Refusal error={close.error} /> : null}
      {actions.includes('close') ? (
        <Action
          id="question-close"
          kind="text"
          word={status === 'answered' ? questionsText.close : questionsText.closeOpen}
          busy={close.busy}
          onPress={() => void close.run({ id })}
        />
      ) : null}
    </>
  );
}
