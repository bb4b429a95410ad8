import { View } from '@tarojs/components';
import { useState } from 'react';
import { homeVisitNeedWords } from '../../../shared/text/home-visits';
import { visitDeskText } from '../../../shared/text/pages/visit-desk';
import { visitsText } from '../../../shared/text/pages/visits';
import { Action } from '../../components/Action';
import { ActionBar } from '../../components/ActionBar';
import { CheckLine } from '../../components/CheckLine';
import { EmptyState } from '../../components/EmptyState';
import { Facts } from '../../components/Facts';
import { InlineMessage } from '../../components/InlineMessage';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { useMe } from '../../session';
import { type ShownVisit, VisitRow } from '../../visits/VisitRow';
import { staffPaths } from '../paths';
import { deskRoles, holds } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { ReasonSheet } from './ReasonSheet';
import styles from './visits.module.scss';

/** What firms asked for: approve or decline with one tap, then put the approved ones on a round. */
export default function WaitingVisits() {
  const me = useMe();
  const read = useRead('visitDesk.waiting', {}, { keep: false, enabled: me !== undefined && holds(me, deskRoles) });
  const [picked, setPicked] = useState<string[]>([]);
  const decide = useAct('visitDesk.decide', { refreshes: ['visitDesk.waiting'] });
  const [declining, setDeclining] = useState<string | null>(null);
  const approved = (read.data?.visits ?? []).filter(({ status }) => status === 'approved');
  const chosen = approved.filter(({ id }) => picked.includes(id)).map(({ id }) => id);
  const bar = (
    <ActionBar
      primary={{
        id: 'visits-plan',
        word: visitDeskText.plan(chosen.length),
        disabled: chosen.length === 0,
        onPress: () => go(staffPaths.planVisits(chosen)),
      }}
    />
  );
  return (
    <PageFrame title={visitDeskText.waiting} {...(approved.length > 0 ? { bottomBar: bar } : {})}>
      <StaffOnly roles={deskRoles}>
        {() => (
          <Reading read={read}>
            {({ visits }) => {
              const asked = visits.filter(({ status }) => status === 'asked');
              if (visits.length === 0) return <EmptyState icon="car" what={visitDeskText.noneWaiting} />;
              return (
                <>
                  {decide.error ? <InlineMessage tone="danger" what={decide.error.message} /> : null}
                  {approved.length > 0 ? (
                    <Section title={visitDeskText.toPlan} kind="bare">
                      {approved.map((visit) => (
                        <CheckLine
                          key={visit.id}
                          id={`pick-${visit.id}`}
                          checked={picked.includes(visit.id)}
                          word={`${visit.enterpriseName} · ${visitsText.forPeople(visit.people)} · ${visitsText.hours(visit.opens, visit.closes)}`}
                          onChange={(on) => setPicked(on ? [...picked, visit.id] : picked.filter((id) => id !== visit.id))}
                        />
                      ))}
                    </Section>
                  ) : null}
                  {asked.map((visit) => (
                    <Asked
                      key={visit.id}
                      visit={visit}
                      busy={decide.busy}
                      onApprove={() => void decide.run({ id: visit.id, approve: true })}
                      onDecline={() => setDeclining(visit.id)}
                    />
                  ))}
                  <ReasonSheet
                    open={declining !== null}
                    title={visitDeskText.decline}
                    reasons={visitDeskText.declineReasons}
                    send={visitDeskText.decline}
                    busy={decide.busy}
                    onClose={() => setDeclining(null)}
                    onSend={(reason) => {
                      if (declining) void decide.run({ id: declining, approve: false, reason });
                      setDeclining(null);
                    }}
                  />
                </>
              );
            }}
          </Reading>
        )}
      </StaffOnly>
    </PageFrame>
  );
}

type AskedProps = { visit: ShownVisit; busy: boolean; onApprove: () => void; onDecline: () => void };

function Asked({ visit, busy, onApprove, onDecline }: AskedProps) {
  const may = visit.actions.includes('approve');
  return (
    <>
      <Section title={visitDeskText.toDecide} kind="rows">
        <VisitRow visit={visit} onPress={() => go(staffPaths.case(visit.caseId))} />
      </Section>
      <Section>
        <Facts
          facts={[
            [visitsText.need, homeVisitNeedWords[visit.need]],
            [visitsText.address, visit.address],
            [visitsText.opens, visitsText.hours(visit.opens, visit.closes)],
            [visitsText.note, visit.note],
          ]}
        />
        {visit.isOffered ? null : <InlineMessage tone="attention" what={visitsText.toHead} />}
        {may ? <Decide id={visit.id} busy={busy} onApprove={onApprove} onDecline={onDecline} /> : null}
      </Section>
    </>
  );
}

function Decide({ id, busy, onApprove, onDecline }: { id: string; busy: boolean; onApprove: () => void; onDecline: () => void }) {
  return (
    <View className={styles.pair}>
      <View className={styles.half}>
        <Action id={`decline-${id}`} kind="plain" word={visitDeskText.decline} disabled={busy} onPress={onDecline} />
      </View>
      <View className={styles.half}>
        <Action id={`approve-${id}`} kind="plain" icon="check" word={visitDeskText.approve} busy={busy} onPress={onApprove} />
      </View>
    </View>
  );
}
