import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { photoLimits } from '../../../shared/rules/photos';
import { visitDeskText } from '../../../shared/text/pages/visit-desk';
import { visitsText } from '../../../shared/text/pages/visits';
import { dateText } from '../../../shared/text/when';
import { ActionBar } from '../../components/ActionBar';
import { EmptyState } from '../../components/EmptyState';
import { Facts } from '../../components/Facts';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { parameter } from '../../paths';
import { useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { useMe } from '../../session';
import { usePhotos } from '../../photos/usePhotos';
import { type ShownVisit, VisitRow } from '../../visits/VisitRow';
import { dial } from '../../wechat/call';
import { openOnMap } from '../../wechat/location';
import { staffPaths } from '../paths';
import { StaffOnly } from '../StaffOnly';
import { Leave, type LeaveForm } from './Leave';
import { People } from './People';
import { ReasonSheet } from './ReasonSheet';

const nothingYet: LeaveForm = { result: '', people: '', photos: [] };

type Round = Output<'visitDesk.readPlan'>;

/** A round in the team's hand: the next stop on top, the way there, arrived, what came of it. */
export default function VisitRound() {
  const id = parameter(useRouter().params, 'id');
  const me = useMe();
  const read = useRead('visitDesk.readPlan', { id }, { keep: false, enabled: me !== undefined && me.staff.length > 0 });
  const refreshes = ['visitDesk.readPlan', 'visitDesk.calendar', 'visitDesk.waiting'] as const;
  const arrive = useAct('visitDesk.arrive', { refreshes: [...refreshes] });
  const leave = useAct('visitDesk.leave', { refreshes: [...refreshes] });
  const next = nextOf(read.data);
  const [form, setForm] = useState<LeaveForm>(nothingYet);
  const photos = usePhotos(form.photos, (to) => setForm((shown) => ({ ...shown, photos: to(shown.photos) })), photoLimits.each);
  const people = form.people === '' ? (next?.people ?? 0) : Number(form.people);
  const result = form.result.trim();
  const leaving = next?.status === 'arrived';
  const primary = leaving
    ? {
        id: 'round-leave',
        word: visitDeskText.leave,
        busy: leave.busy,
        disabled: result.length < 2 || photos.unfinished || !Number.isInteger(people) || people > next.people,
        onPress: () => {
          void leave.run({ id: next.id, result, peopleDone: people, ...(photos.ids.length > 0 ? { photos: photos.ids } : {}) });
          setForm(nothingYet);
        },
      }
    : next?.actions.includes('arrive')
      ? { id: 'round-arrive', word: visitDeskText.arrive, busy: arrive.busy, onPress: () => void arrive.run({ id: next.id }) }
      : null;
  const wrong = arrive.error ?? leave.error;
  return (
    <PageFrame
      title={visitDeskText.round}
      {...(read.data ? { note: `${dateText(read.data.day)} · ${visitDeskText.leavesAt(read.data.leavesAt)}` } : {})}
      {...(primary ? { bottomBar: <ActionBar primary={primary} note={wrong ? <InlineMessage tone="danger" what={wrong.message} /> : null} /> } : {})}
    >
      <StaffOnly>
        {() => (
          <Reading read={read}>
            {(round) => (
              <>
                {next ? <Next visit={next} mayArrive={next.actions.includes('arrive') || leaving} /> : null}
                {next ? <People visitId={next.id} /> : null}
                {leaving ? <Leave visit={next} form={form} photos={photos} onChange={(part) => setForm({ ...form, ...part })} /> : null}
                <Rest round={round} next={next} />
              </>
            )}
          </Reading>
        )}
      </StaffOnly>
    </PageFrame>
  );
}

/** Where the team is, else the first stop that is ahead. */
const nextOf = (round: Round | undefined): ShownVisit | null =>
  round?.stops.find(({ status }) => status === 'arrived') ?? round?.stops.find(({ status }) => status === 'planned') ?? null;

function Next({ visit, mayArrive }: { visit: ShownVisit; mayArrive: boolean }) {
  const [failed, setFailed] = useState(false);
  const { point, address, enterpriseName, unitPhone, note, opens, closes } = visit;
  const navigate = async () => setFailed(!(await openOnMap({ name: enterpriseName, address, ...point })));
  return (
    <>
      <Section title={visitDeskText.next} kind="rows">
        <VisitRow visit={visit} onPress={() => go(staffPaths.case(visit.caseId))} />
      </Section>
      <Section kind="rows">
        <ListRow id="round-navigate" icon="navigation" title={visitDeskText.navigate} note={address} onPress={() => void navigate()} />
        <ListRow id="round-call" icon="phone" title={visitDeskText.call} note={unitPhone} onPress={() => dial(unitPhone)} />
      </Section>
      {failed ? <InlineMessage tone="danger" what={visitDeskText.mapFailed} /> : null}
      <Section>
        <Facts
          facts={[
            [visitsText.opens, visitsText.hours(opens, closes)],
            [visitsText.note, note],
          ]}
        />
      </Section>
      {mayArrive ? null : <InlineMessage what={visitDeskText.notToday} />}
    </>
  );
}

function Rest({ round, next }: { round: Round; next: ShownVisit | null }) {
  const [moving, setMoving] = useState<string | null>(null);
  const [cancelling, setCancelling] = useState(false);
  const refreshes = ['visitDesk.readPlan', 'visitDesk.calendar', 'visitDesk.waiting'] as const;
  const reschedule = useAct('visitDesk.reschedule', { refreshes: [...refreshes], onDone: () => setMoving(null) });
  const cancel = useAct('visitDesk.cancelPlan', { refreshes: [...refreshes], onDone: () => setCancelling(false) });
  const after = round.stops.filter((stop) => stop.status === 'planned' && stop.id !== next?.id);
  const done = round.stops.filter(({ status }) => status === 'done');
  const wrong = reschedule.error ?? cancel.error;
  const movable = next?.actions.includes('reschedule') ? next : null;
  return (
    <>
      {next === null && done.length > 0 ? <EmptyState icon="circle-check" what={visitDeskText.allDone} /> : null}
      {round.cancelReason ? <InlineMessage tone="attention" what={`${visitDeskText.cancelPlan}：${round.cancelReason}`} /> : null}
      {wrong ? <InlineMessage tone="danger" what={wrong.message} /> : null}
      {after.length > 0 ? <Stops title={visitDeskText.after} visits={after} /> : null}
      {done.length > 0 ? <Stops title={visitDeskText.finished} visits={done} /> : null}
      <Section>
        <Facts
          facts={[
            [visitsText.team, round.members.map(({ name }) => name).join('、')],
            [visitDeskText.equipment, round.equipment.join('、')],
          ]}
        />
      </Section>
      {movable || round.mayCancel ? (
        <Section kind="rows">
          {movable ? <ListRow id="round-reschedule" title={visitDeskText.reschedule} onPress={() => setMoving(movable.id)} /> : null}
          {round.mayCancel ? <ListRow id="round-cancel" title={visitDeskText.cancelPlan} onPress={() => setCancelling(true)} /> : null}
        </Section>
      ) : null}
      <ReasonSheet
        open={moving !== null}
        title={visitDeskText.reschedule}
        reasons={visitDeskText.rescheduleReasons}
        send={visitDeskText.reschedule}
        busy={reschedule.busy}
        onClose={() => setMoving(null)}
        onSend={(reason) => moving && void reschedule.run({ id: moving, reason })}
      />
      <ReasonSheet
        open={cancelling}
        title={visitDeskText.cancelPlan}
        reasons={visitDeskText.cancelPlanReasons}
        send={visitDeskText.cancelPlan}
        busy={cancel.busy}
        onClose={() => setCancelling(false)}
        onSend={(reason) => void cancel.run({ id: round.id, reason })}
      />
    </>
  );
}

function Stops({ title, visits }: { title: string; visits: ShownVisit[] }) {
  return (
    <Section title={title} kind="rows">
      {visits.map((visit) => (
        <VisitRow key={visit.id} visit={visit} />
      ))}
    </Section>
  );
}
