import { useRouter } from '@tarojs/taro';
import type { Output } from '../../../shared/contract';
import { remedyLimitState } from '../../../shared/rules/remedy-flow';
import { remediesText, remedyEventWords } from '../../../shared/text/pages/remedies';
import { appealGroundWords, remedyFindingWords } from '../../../shared/text/remedies';
import { whenText } from '../../../shared/text/when';
import { serviceInstant } from '../../clock';
import { Facts } from '../../components/Facts';
import { InlineMessage } from '../../components/InlineMessage';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { StateTag } from '../../components/StateTag';
import { Timeline } from '../../components/Timeline';
import { WhyThisDate } from '../../components/WhyThisDate';
import { parameter } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { useMe } from '../../session';
import { followUpRoles, holds } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { nextLimit, remedyState } from './remedy-state';
import { RemedySteps } from './RemedySteps';

type Remedy = Output<'remedies.read'>;

/** One low rating: what to do next on top, then what was said, the dates and what happened. */
export default function RemedyPage() {
  const id = parameter(useRouter().params, 'id');
  const me = useMe();
  const read = useRead('remedies.read', { id }, { keep: false, enabled: me !== undefined && holds(me, followUpRoles) });
  return (
    <PageFrame title={remediesText.detail} {...(read.data ? { note: `${read.data.title}　${read.data.unitName}` } : {})}>
      <StaffOnly roles={followUpRoles}>{() => <Reading read={read}>{(remedy) => <Shown remedy={remedy} />}</Reading>}</StaffOnly>
    </PageFrame>
  );
}

function Shown({ remedy }: { remedy: Remedy }) {
  const now = serviceInstant();
  const until = nextLimit(remedy, now);
  const limit = remedyLimitState(remedy, now);
  return (
    <>
      {until ? <InlineMessage tone={limit === 'overdue' ? 'danger' : limit === 'due_soon' ? 'attention' : 'neutral'} what={until} /> : null}
      {remedy.status === 'appealed' && remedy.actions.length === 0 ? <InlineMessage what={remediesText.waiting} /> : null}
      <RemedySteps remedy={remedy} />
      <Section title={remediesText.said} aside={<StateTag {...remedyState(remedy.status)} />}>
        <Facts
          facts={[
            [remediesText.level, remedy.levelWord],
            [remediesText.reasons, remedy.reasons.join('、') || null],
            [remediesText.words, remedy.words],
            [remediesText.finishedAt, whenText(remedy.finishedAt)],
          ]}
        />
      </Section>
      <Section title={remediesText.settle}>
        <Facts
          facts={[
            [remediesText.owner, remedy.ownerName ?? remediesText.nobody],
            [remediesText.kind, remediesText.kinds[remedy.kind]],
            [remediesText.contactUntil, remedy.contactDueAt && !remedy.contactedAt ? whenText(remedy.contactDueAt) : null],
            [remediesText.contactedAt, remedy.contactedAt && whenText(remedy.contactedAt)],
            [remediesText.until2, remedy.dueAt ? whenText(remedy.dueAt) : remediesText.dayUnknown],
            [remediesText.finding, remedy.finding && remedyFindingWords[remedy.finding]],
            [remediesText.findingText, remedy.findingText],
            [remediesText.appeal, remedy.appeal && `${appealGroundWords[remedy.appeal.ground]}：${remedy.appeal.reason}`],
            [remediesText.review, remedy.appeal?.review ?? null],
            [remediesText.result, remedy.result],
            [remediesText.rule, remedy.rule],
            [remediesText.settledAt, remedy.settledAt && whenText(remedy.settledAt)],
            [remediesText.rated, [remedy.resultWord, remedy.resultWords].filter(Boolean).join('：') || null],
          ]}
        />
        <WhyThisDate explanation={remedy.explanation} />
      </Section>
      <Section title={remediesText.history}>
        <Timeline
          entries={remedy.history.map(({ at, action, by, text }, index) => ({
            id: String(index),
            what: remedyEventWords[action],
            when: whenText(at),
            ...(by ? { who: by } : {}),
            ...(text ? { note: text } : {}),
            ...(action === 'warn' || action === 'remind' ? { tone: 'attention' as const } : {}),
          }))}
        />
      </Section>
    </>
  );
}
