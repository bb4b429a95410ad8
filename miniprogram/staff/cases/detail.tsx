import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { caseCategoryWords, caseChannelWords, caseOutcomeWords, complexityWords } from '../../../shared/text/cases';
import { deskNext, deskText } from '../../../shared/text/pages/desk';
import { requestsText } from '../../../shared/text/pages/requests';
import { visitDeskText } from '../../../shared/text/pages/visit-desk';
import { leaderText, throughTrainText } from '../../../shared/text/through-train';
import { rectificationsText } from '../../../shared/text/rectifications';
import { dateText } from '../../../shared/text/when';
import { caseTimeline } from '../../cases/timeline';
import { Clocks } from '../../cases/Clocks';
import { Ladder } from '../../cases/Ladder';
import { serviceInstant } from '../../clock';
import { PointOnMap } from '../../cases/PointOnMap';
import { Rectifications } from '../../cases/Rectifications';
import { ListRow } from '../../components/ListRow';
import { go } from '../../go';
import { Facts } from '../../components/Facts';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { StateTag } from '../../components/StateTag';
import { Timeline } from '../../components/Timeline';
import { parameter } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { useMe } from '../../session';
import { caseState } from '../../states';
import { deskRoles, holds } from '../roles';
import { staffPaths } from '../paths';
import { StaffOnly } from '../StaffOnly';
import { CaseBar } from './CaseBar';
import { Conferences } from './Conferences';
import styles from './detail.module.scss';
import { OtherSteps } from './OtherSteps';
import { Requester } from './Requester';
import { type DeskCase, stepsOf } from './next-step';
import { Returned } from './Returned';
import { Sides } from './Sides';

/** One request at the desk: what is next, who asks, every clock with its reason, the whole timeline with internal notes marked. */
export default function DeskCasePage() {
  const id = parameter(useRouter().params, 'id');
  const me = useMe();
  const read = useRead('desk.read', { id }, { keep: false, enabled: me !== undefined && holds(me, deskRoles) });
  return (
    <PageFrame
      title={deskText.detail}
      {...(read.data ? { note: read.data.number, ...(stepsOf(read.data).next ? { bottomBar: <CaseBar subject={read.data} /> } : {}) } : {})}
    >
      <StaffOnly roles={deskRoles}>
        {() => (
          <Reading read={read} rows={4}>
            {(subject) => <Shown subject={subject} />}
          </Reading>
        )}
      </StaffOnly>
    </PageFrame>
  );
}

/** What the desk should do next: while a referral waits, that it does. */
function whatNext({ status, referrals }: DeskCase): string {
  const last = referrals[referrals.length - 1];
  if (last?.state === 'pending' && last.toUnitName) return deskText.waitsForUnit(last.toUnitName);
  return last?.state === 'with_supervisor' ? deskText.waitsForSupervisor : deskNext[status];
}

function Shown({ subject }: { subject: DeskCase }) {
  const now = serviceInstant();
  return (
    <>
      <Section title={subject.title} aside={<StateTag {...caseState(subject.status)} />}>
        {whatNext(subject)}
      </Section>
      <Section title={requestsText.until}>
        <Clocks clocks={subject.clocks} now={now} />
        <Ladder ladder={subject.ladder} />
      </Section>
      <Requester subject={subject} />
      {subject.status === 'awaiting_sign_off' ? <Section title={deskText.draftAnswer}>{subject.outcomeText}</Section> : null}
      <OtherSteps subject={subject} />
      <Rectifications rectifications={subject.rectifications} onAct={(one, action) => go(staffPaths.rectification(subject.id, one, action))} />
      {subject.mayOrderRectification ? (
        <Section kind="rows">
          <ListRow
            id="order-rectification"
            icon="triangle-alert"
            title={rectificationsText.order}
            note={rectificationsText.orderNote}
            onPress={() => go(staffPaths.rectification(subject.id))}
          />
        </Section>
      ) : null}
      {subject.mayOfferVisit ? (
        <Section kind="rows">
          <ListRow
            id="offer-visit"
            icon="car"
            title={visitDeskText.offer}
            note={visitDeskText.offerNote}
            onPress={() => go(staffPaths.offerVisit(subject.id))}
          />
        </Section>
      ) : null}
      <Returned subject={subject} />
      <Sides subject={subject} />
      <Conferences id={subject.id} />
      <Section title={requestsText.content}>
        <View className={styles.above}>{subject.body}</View>
        <Facts
          facts={[
            [requestsText.categoryFact, caseCategoryWords[subject.category]],
            [requestsText.item, subject.itemName],
            [requestsText.channel, caseChannelWords[subject.channel]],
            [requestsText.place, subject.place],
            [deskText.owner, `${subject.ownerName}（${subject.ownerRole}）`],
            [deskText.liaison, subject.liaisonName],
            [deskText.unit, subject.unitName],
            [deskText.complexity, complexityWords[subject.complexity]],
            [throughTrainText.to, subject.leader && leaderText(subject.leader)],
            [deskText.inNameOf, subject.inNameOf === subject.unitName ? null : subject.inNameOf],
            [requestsText.outcome, subject.outcome ? caseOutcomeWords[subject.outcome] : null],
            [deskText.rule, subject.outcomeRule],
            [deskText.nextOwner, subject.next ? deskText.nextStep(subject.next.ownerName, dateText(subject.next.day)) : null],
          ]}
        />
        <PointOnMap point={subject.point} place={subject.place} />
      </Section>
      <Section title={requestsText.timeline}>
        <Timeline {...caseTimeline(subject, now, deskText.internal)} />
      </Section>
    </>
  );
}
