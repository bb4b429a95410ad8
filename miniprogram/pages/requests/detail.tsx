import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { type CaseAction, type CaseStatus, openCaseStatuses } from '../../../shared/rules/case-flow';
import { caseCategoryWords, caseChannelWords, caseOutcomeWords } from '../../../shared/text/cases';
import { problemsText } from '../../../shared/text/pages/problems';
import { requestNext, requestsText } from '../../../shared/text/pages/requests';
import { returnPageText } from '../../../shared/text/pages/return-visits';
import { leaderText, throughTrainText } from '../../../shared/text/through-train';
import { visitsText } from '../../../shared/text/pages/visits';
import { dateText } from '../../../shared/text/when';
import { Clocks } from '../../cases/Clocks';
import { Ladder } from '../../cases/Ladder';
import { caseTimeline, checkLine } from '../../cases/timeline';
import { serviceInstant } from '../../clock';
import { forgetDrafts } from '../../draft';
import { StoredPhotos } from '../../photos/StoredPhotos';
import { Action } from '../../components/Action';
import { Facts } from '../../components/Facts';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { StateTag } from '../../components/StateTag';
import { Timeline } from '../../components/Timeline';
import { go } from '../../go';
import { parameter, paths } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { SignedIn } from '../../SignedIn';
import { caseState, systemicState } from '../../states';
import { dial } from '../../wechat/call';
import styles from './detail.module.scss';
import { Rectifications } from '../../cases/Rectifications';
import { PointOnMap } from '../../cases/PointOnMap';
import { NotSolved } from './NotSolved';
import { Reply } from './Reply';
import { Withdraw } from './Withdraw';

type Detail = Output<'cases.read'>;

/** One request: who has it, until when, why this date; its timeline; what the enterprise can do now. */
export default function RequestDetail() {
  const { params } = useRouter();
  const id = parameter(params, 'id');
  return (
    <PageFrame title={requestsText.detail}>
      <SignedIn why={requestsText.signInWhy}>{() => <Request id={id} fresh={parameter(params, 'fresh')} />}</SignedIn>
    </PageFrame>
  );
}

function Request({ id, fresh }: { id: string; fresh: string }) {
  const read = useRead('cases.read', { id });
  return (
    <Reading read={read} rows={4}>
      {(detail) => <Shown detail={detail} fresh={fresh} />}
    </Reading>
  );
}

function ReturnRow({ id }: { id: string }) {
  return (
    <Section kind="rows">
      <ListRow
        id="request-return"
        icon="message-circle"
        title={returnPageText.row}
        note={returnPageText.rowNote}
        onPress={() => go(paths.returnVisit(id))}
      />
    </Section>
  );
}

function Shown({ detail, fresh }: { detail: Detail; fresh: string }) {
  const now = serviceInstant();
  const { actions, ratingId, disputeUntil } = detail;
  const outcomeText = detail.outcomeText ?? lastWords(detail, 'decline');
  const wanted = lastWords(detail, 'askForMaterials');
  const [disputed, setDisputed] = useState(false);
  const check = checkLine(detail.check);
  return (
    <>
      {disputed && isOpen(detail) ? (
        <InlineMessage tone="good" what={requestsText.disputed} next={requestsText.disputedNext(`${detail.unitName}${detail.ownerName}`)} />
      ) : null}
      {fresh === 'filed' && detail.status === 'submitted' ? (
        <InlineMessage tone="good" what={requestsText.filed} next={requestsText.filedNext(`${detail.unitName}${detail.ownerName}`)} />
      ) : null}
      <Section title={detail.title} aside={<StateTag {...caseState(detail.status)} />}>
        {requestNext[detail.status]}
      </Section>
      {actions.includes('supply') ? <Reply id={detail.id} kind="supply" {...(wanted ? { note: wanted } : {})} /> : null}
      {isOpen(detail) && !actions.includes('supply') ? (
        <Reply
          id={detail.id}
          kind="remark"
          note={requestsText.remarkNote}
          atOnce={fresh === 'same' || disputed}
          {...(fresh === 'same' ? { onSent: () => forgetDrafts('request') } : {})}
        />
      ) : null}
      {detail.outcome || outcomeText ? (
        <Section title={requestsText.outcome}>
          {detail.outcome ? <View className={styles.outcome}>{caseOutcomeWords[detail.outcome]}</View> : null}
          {outcomeText}
          <StoredPhotos photos={evidenceOf(detail)} />
          {detail.outcomeRule || detail.next ? (
            <Facts
              facts={[
                [requestsText.rule, detail.outcomeRule],
                [requestsText.nextAnswer, detail.next ? `${detail.next.ownerName}，${dateText(detail.next.day)}` : null],
              ]}
            />
          ) : null}
        </Section>
      ) : null}
      {detail.returnVisit?.id ? <ReturnRow id={detail.returnVisit.id} /> : null}
      {ratingId && detail.status === 'completed' ? (
        <Section kind="rows">
          <ListRow id="request-rate" icon="star" title={requestsText.rate} note={requestsText.rateNote} onPress={() => go(paths.rating(ratingId))} />
        </Section>
      ) : null}
      {actions.includes('dispute') && disputeUntil ? (
        <NotSolved id={detail.id} until={disputeUntil} timesReopened={detail.timesReopened} onDone={() => setDisputed(true)} />
      ) : null}
      {detail.systemic ? <SameProblem systemic={detail.systemic} /> : null}
      <Section title={requestsText.whoHasIt}>
        <Facts
          facts={[
            [requestsText.owner, `${detail.ownerName}（${detail.ownerRole}）`],
            [requestsText.unit, detail.unitName],
            [throughTrainText.to, detail.leader && leaderText(detail.leader)],
            [requestsText.inNameOf, detail.inNameOf === detail.unitName ? null : detail.inNameOf],
            [requestsText.referral, referralLine(detail)],
            [requestsText.liaison, detail.liaisonName],
            [requestsText.phone, detail.unitPhone],
          ]}
        />
        <View className={styles.below}>
          <Action kind="plain" icon="phone" word={requestsText.callUnit} onPress={() => dial(detail.unitPhone)} />
        </View>
      </Section>
      {detail.clocks.length > 0 ? (
        <Section title={requestsText.until}>
          <Clocks clocks={detail.clocks} now={now} />
          <Ladder ladder={detail.ladder} />
        </Section>
      ) : null}
      <Rectifications rectifications={detail.rectifications} />
      <Section title={requestsText.timeline}>
        <Timeline {...caseTimeline(detail, now)} />
      </Section>
      <Section title={requestsText.content}>
        <View className={styles.above}>{detail.body}</View>
        {check ? <InlineMessage what={check} /> : null}
        <Facts
          facts={[
            [requestsText.number, detail.number],
            [requestsText.categoryFact, caseCategoryWords[detail.category]],
            [requestsText.item, detail.itemName],
            [requestsText.channel, caseChannelWords[detail.channel]],
            [requestsText.enterpriseFact, detail.enterpriseName],
            [requestsText.place, detail.place],
          ]}
        />
        <PointOnMap point={detail.point} place={detail.place} />
      </Section>
      {detail.status === 'completed' && detail.timesReopened > 0 && !actions.includes('dispute') ? (
        <InlineMessage what={requestsText.disputesOver} next={requestsText.disputesOverNext(detail.unitPhone)} />
      ) : null}
      {actions.includes('withdraw') ? (
        <Section kind="rows">
          <ListRow id="request-visit" icon="car" title={visitsText.ask} note={visitsText.none} onPress={() => go(paths.askVisit(detail.id))} />
        </Section>
      ) : null}
      {actions.includes('withdraw') ? <Withdraw id={detail.id} /> : null}
    </>
  );
}

/** Others have the same problem: who solves it for all, or how it was solved. */
function SameProblem({ systemic: { title, status, unitName, ownerName, day, endText } }: { systemic: NonNullable<Detail['systemic']> }) {
  return (
    <Section title={`${problemsText.onCase}：${title}`} aside={<StateTag {...systemicState(status)} />}>
      {endText ?? problemsText.onCaseOpen(unitName, ownerName, dateText(day))}
    </Section>
  );
}

const isOpen = ({ status }: Detail) => (openCaseStatuses as readonly CaseStatus[]).includes(status);

/** Photos that came with the last answer (D10). */
function evidenceOf({ timeline }: Detail): Detail['timeline'][number]['photos'] {
  const answers = timeline.filter(({ action }) => action === 'complete' || action === 'signOff');
  return answers[answers.length - 1]?.photos ?? [];
}

/** Where the request is on its way to, in plain words. */
function referralLine({ referrals }: Detail): string | null {
  const last = referrals[referrals.length - 1];
  if (last?.state === 'with_supervisor') return requestsText.beingDirected;
  return last?.state === 'pending' && last.toUnitName ? requestsText.beingReferred(last.toUnitName) : null;
}

/** What was written with the latest step of a kind: what is wanted, why it was declined. */
const lastWords = ({ timeline }: Detail, action: CaseAction): string | null =>
  timeline.reduce<string | null>((last, event) => (event.action === action ? event.text : last), null);
