import { useRouter } from '@tarojs/taro';
import type { Output } from '../../../shared/contract';
import { questionDeskText, questionsText } from '../../../shared/text/pages/consultations';
import { leftText } from '../../../shared/text/cases';
import { whenText } from '../../../shared/text/when';
import { serviceInstant } from '../../clock';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { SayMore } from '../../consultations/SayMore';
import { Thread } from '../../consultations/Thread';
import { go } from '../../go';
import { parameter } from '../../paths';
import { useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { useMe } from '../../session';
import { staffPaths } from '../paths';
import { deskRoles, holds, urgentRoles } from '../roles';
import { StaffOnly } from '../StaffOnly';

/** One question at the desk: read it, answer it, make an entry of the answer. */
export default function QuestionAtDesk() {
  const id = parameter(useRouter().params, 'id');
  const me = useMe();
  const read = useRead('consultationDesk.read', { id }, { keep: false, enabled: me !== undefined && holds(me, urgentRoles) });
  return (
    <PageFrame title={questionDeskText.list}>
      <StaffOnly roles={urgentRoles}>
        {(person) => <Reading read={read}>{(question) => <Shown question={question} makes={holds(person, deskRoles)} />}</Reading>}
      </StaffOnly>
    </PageFrame>
  );
}

function Shown({ question, makes }: { question: Output<'consultationDesk.read'>; makes: boolean }) {
  const { id, status, dueAt, askerName, actions } = question;
  const answer = useAct('consultationDesk.answer', { refreshes: ['consultationDesk.read', 'consultationDesk.list'] });
  const now = serviceInstant();
  return (
    <>
      {status === 'asked' ? (
        <InlineMessage tone={now > dueAt ? 'danger' : 'attention'} what={questionsText.answersBy(whenText(dueAt))} next={leftText(dueAt, now)} />
      ) : null}
      <Thread question={question} asker={askerName ?? questionDeskText.asker} />
      {makes && question.thread.some(({ action }) => action === 'answer') ? (
        <Section kind="rows">
          <ListRow
            id="question-make"
            icon="file-text"
            title={questionDeskText.make}
            note={questionDeskText.makeNote}
            onPress={() => go(staffPaths.makeKnowledge(id))}
          />
        </Section>
      ) : null}
      {actions.includes('answer') ? (
        <SayMore
          id="answer"
          draft={`answer:${id}`}
          title={status === 'asked' ? questionDeskText.answer : questionDeskText.answerMore}
          placeholder={questionDeskText.answerPlaceholder}
          word={questionDeskText.send}
          missing={questionDeskText.missing}
          photosTitle={questionsText.photos}
          busy={answer.busy}
          error={answer.error}
          onSend={async (said) => (await answer.run({ id, ...said })) !== undefined}
        />
      ) : null}
    </>
  );
}
