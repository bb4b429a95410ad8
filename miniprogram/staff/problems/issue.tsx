import { useRouter } from '@tarojs/taro';
import type { Output } from '../../../shared/contract';
import { problemsText } from '../../../shared/text/pages/problems';
import { dateText } from '../../../shared/text/when';
import { Action } from '../../components/Action';
import { Facts } from '../../components/Facts';
import { InlineMessage } from '../../components/InlineMessage';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { StateTag } from '../../components/StateTag';
import { parameter } from '../../paths';
import { useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { systemicState } from '../../states';
import { deskRoles } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { AlikeRequest } from './AlikeRequest';
import { IssueSteps } from './IssueSteps';

type Issue = Output<'systemic.read'>;

/** A systemic issue: who solves it until when, its requests, those found since, and what may be done now. */
export default function IssuePage() {
  const id = parameter(useRouter().params, 'id');
  const read = useRead('systemic.read', { id }, { keep: false });
  return (
    <PageFrame title={problemsText.issue} {...(read.data ? { note: problemsText.count(read.data.requests, read.data.enterprises) } : {})}>
      <StaffOnly roles={deskRoles}>{() => <Reading read={read}>{(issue) => <Shown issue={issue} />}</Reading>}</StaffOnly>
    </PageFrame>
  );
}

function Shown({ issue }: { issue: Issue }) {
  const { id, title, status, unitName, ownerName, day, endText, told, members, suggested, actions, words } = issue;
  const add = useAct('systemic.add', { refreshes: ['systemic.read', 'problems.list'] });
  return (
    <>
      <Section title={title} aside={<StateTag {...systemicState(status)} />}>
        <Facts
          facts={[
            [problemsText.leads, `${unitName} ${ownerName}`],
            [problemsText.day, dateText(day)],
            [status === 'dropped' ? problemsText.dropped : problemsText.solution, endText],
            [problemsText.state, status === 'solved' ? problemsText.told(told) : null],
            [problemsText.why, words.length > 0 ? problemsText.words(words) : null],
          ]}
        />
      </Section>
      {actions.length > 0 ? (
        <Section title={problemsText.next}>
          <IssueSteps issue={issue} />
        </Section>
      ) : null}
      {suggested.length > 0 ? (
        <Section title={problemsText.suggested} aside={suggested.length}>
          {suggested.map((request) => (
            <AlikeRequest key={request.id} request={request} />
          ))}
          {add.error ? <InlineMessage tone="danger" what={add.error.message} /> : null}
          <Action
            id="add-suggested"
            kind="plain"
            word={problemsText.addThese(suggested.length)}
            busy={add.busy}
            onPress={() => void add.run({ id, caseIds: suggested.map((one) => one.id) })}
          />
        </Section>
      ) : null}
      {members.length > 0 ? (
        <Section title={problemsText.cases} aside={members.length}>
          {members.map((request) => (
            <AlikeRequest key={request.id} request={request} />
          ))}
        </Section>
      ) : null}
    </>
  );
}
