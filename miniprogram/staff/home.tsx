import { useState } from 'react';
import { leftText, untilText } from '../../shared/text/cases';
import { tasksText } from '../../shared/text/pages/conferences';
import { complaintDeskText } from '../../shared/text/pages/complaint';
import { questionDeskText } from '../../shared/text/pages/consultations';
import { dutyText } from '../../shared/text/pages/duty';
import { hallsText } from '../../shared/text/pages/halls';
import { extrasText } from '../../shared/text/pages/extras';
import { explanationText } from '../../shared/text/pages/explanations';
import { greenText } from '../../shared/text/pages/green';
import { hallText } from '../../shared/text/pages/hall';
import { queueText } from '../../shared/text/pages/queue';
import { windowText } from '../../shared/text/pages/window';
import { callsText } from '../../shared/text/pages/notice-calls';
import { problemsText } from '../../shared/text/pages/problems';
import { reviewText } from '../../shared/text/pages/enterprise';
import { peopleText } from '../../shared/text/pages/people';
import { takeDownText } from '../../shared/text/pages/take-down';
import { ratingFiguresText } from '../../shared/text/pages/rating-figures';
import { returnPageText } from '../../shared/text/pages/return-visits';
import { remediesText } from '../../shared/text/pages/remedies';
import { registerText } from '../../shared/text/pages/register';
import { staffText } from '../../shared/text/pages/staff';
import { urgentDeskText } from '../../shared/text/pages/urgent';
import { visitDeskText } from '../../shared/text/pages/visit-desk';
import { staffRoleWords } from '../../shared/text/roles';
import { textChecksText } from '../../shared/text/text-checks';
import { settingsText } from '../../shared/text/settings';
import { serviceInstant, useServiceDay } from '../clock';
import { ListRow } from '../components/ListRow';
import { PageFrame } from '../components/PageFrame';
import { Section } from '../components/Section';
import { go } from '../go';
import { paths } from '../paths';
import { askForNotices } from '../grants';
import { useRead } from '../query';
import { type Me, useMe } from '../session';
import { acceptancesText } from '../../shared/text/pages/acceptances';
import { staffPaths } from './paths';
import {
  boardRoles,
  callDeskRoles,
  claimRoles,
  deskRoles,
  enterpriseRoles,
  figureRoles,
  followUpRoles,
  hallRoles,
  holds,
  officerRoles,
  ownerRoles,
  returnDeskRoles,
  textDeskRoles,
  urgentRoles,
  visitRoles,
  windowRoles,
} from './roles';
import { StaffOnly } from './StaffOnly';
import { useDay } from './window/day-read';

/** The staff's first page: an entry for each role, with what waits there. */
export default function StaffHome() {
  const me = useMe();
  return (
    <PageFrame title={staffText.title} {...(me?.staff.length ? { note: who(me) } : {})}>
      <StaffOnly>
        {(person) => (
          <>
            {holds(person, urgentRoles) ? <Urgent /> : null}
            {holds(person, urgentRoles) ? <Questions knowledge={holds(person, deskRoles)} /> : null}
            <Duty />
            {holds(person, boardRoles) ? <Complaints /> : null}
            {holds(person, windowRoles) ? <Window me={person} /> : null}
            {holds(person, hallRoles) ? <Halls /> : null}
            {holds(person, boardRoles) ? <Board /> : null}
            {holds(person, deskRoles) ? <Desk /> : null}
            {holds(person, deskRoles) ? <Tasks /> : null}
            {holds(person, deskRoles) ? <Problems supervises={holds(person, ['supervisor'])} /> : null}
            {holds(person, callDeskRoles) ? <Calls /> : null}
            {holds(person, textDeskRoles) ? <Texts /> : null}
            {holds(person, returnDeskRoles) ? <Returns /> : null}
            {holds(person, followUpRoles) ? <Remedies /> : null}
            {holds(person, figureRoles) ? <RatingFigures /> : null}
            {holds(person, visitRoles) ? <Visits /> : null}
            {holds(person, enterpriseRoles) ? <Enterprises /> : null}
            {holds(person, claimRoles) ? <Claims /> : null}
            {holds(person, ownerRoles) ? <Lists /> : null}
            {holds(person, ['administrator']) ? <People /> : null}
            {holds(person, ['administrator']) ? <Operations /> : null}
          </>
        )}
      </StaffOnly>
    </PageFrame>
  );
}

const who = (me: Me) => [me.name, ...me.staff.map(({ role, unitName }) => `${unitName} ${staffRoleWords[role]}`)].filter(Boolean).join(' · ');

/** What people ask outside hours: first while somebody waits, else the way there. */
function Urgent() {
  const { data, error } = useRead('urgentDesk.list', {}, { keep: false, refreshSeconds: 30 });
  const first = data?.requests[0];
  const note = data ? urgentDeskText.count(data.requests.length) : (error?.message ?? staffText.counting);
  return (
    <Section kind="rows">
      <ListRow
        id="desk-urgent"
        icon="bell"
        title={urgentDeskText.list}
        note={note}
        {...(first ? { until: leftText(first.dueAt, serviceInstant()) } : {})}
        onPress={() => go(staffPaths.urgents)}
      />
    </Section>
  );
}

/** When I am on duty, and who is now. */
function Duty() {
  const { data, error } = useRead('duty.list', {}, { keep: false });
  const today = useServiceDay();
  const first = data?.mine[0];
  const note = data ? (first ? dutyText.entryMine(first, today) : dutyText.entry(data.channels.length)) : (error?.message ?? staffText.counting);
  return (
    <Section kind="rows">
      <ListRow id="desk-duty" icon="phone" title={dutyText.list} note={note} onPress={() => go(staffPaths.duty)} />
    </Section>
  );
}

/** What people ask, and the entries made of the answers. */
function Questions({ knowledge }: { knowledge: boolean }) {
  const { data, error } = useRead('consultationDesk.list', {}, { keep: false, refreshSeconds: 30 });
  const first = data?.consultations[0];
  const note = data ? questionDeskText.count(data.consultations.length) : (error?.message ?? staffText.counting);
  return (
    <Section kind="rows">
      <ListRow
        id="desk-questions"
        icon="message-circle"
        title={questionDeskText.list}
        note={note}
        {...(first ? { until: leftText(first.dueAt, serviceInstant()) } : {})}
        onPress={() => go(staffPaths.consultations)}
      />
      {knowledge ? (
        <ListRow
          id="desk-knowledge"
          icon="file-text"
          title={questionDeskText.knowledge}
          note={questionDeskText.knowledgeNote}
          onPress={() => go(staffPaths.knowledge)}
        />
      ) : null}
    </Section>
  );
}

/** What people have against the service, propose, or could not get done. */
function Complaints() {
  const { data, error } = useRead('complaintDesk.list', {}, { keep: false, refreshSeconds: 60 });
  const first = data?.complaints[0];
  const note = data ? complaintDeskText.count(data.complaints.length) : (error?.message ?? staffText.counting);
  return (
    <Section kind="rows">
      <ListRow
        id="desk-complaints"
        icon="megaphone"
        title={complaintDeskText.list}
        note={note}
        {...(first ? { until: leftText(first.dueAt, serviceInstant()) } : {})}
        onPress={() => go(staffPaths.complaints)}
      />
    </Section>
  );
}

function Window({ me }: { me: Me }) {
  const { data, error } = useDay(me, undefined);
  const note = data ? staffText.windowNote(data.counts.toConfirm, data.counts.waiting, data.counts.served) : (error?.message ?? staffText.counting);
  return (
    <Section kind="rows">
      <ListRow id="desk-window" icon="calendar" title={staffText.window} note={note} onPress={() => go(staffPaths.day())} />
      <ListRow id="desk-scan" icon="scan-line" title={staffText.scan} note={staffText.scanNote} onPress={() => go(staffPaths.scan)} />
      {holds(me, ['guide']) ? (
        <ListRow id="desk-guide" icon="users" title={staffText.helpCitizen} note={staffText.helpCitizenNote} onPress={() => go(paths.helpCitizen)} />
      ) : null}
      <ListRow id="desk-walk-in" icon="ticket" title={queueText.walkIn} note={queueText.walkInNote} onPress={() => go(staffPaths.walkIn())} />
      <ListRow id="desk-book" icon="calendar" title={windowText.bookFor} note={windowText.bookForNote} onPress={() => go(staffPaths.book)} />
      <ListRow id="desk-counters" icon="users" title={queueText.counters} note={queueText.countersNote} onPress={() => go(staffPaths.counters)} />
      <ListRow id="desk-displays" icon="qr-code" title={hallText.displays} note={hallText.displaysNote} onPress={() => go(staffPaths.displays)} />
      {holds(me, officerRoles) ? (
        <>
          <ListRow
            id="desk-acceptances"
            icon="clipboard-list"
            title={acceptancesText.title}
            note={acceptancesText.note}
            onPress={() => go(staffPaths.acceptances)}
          />
          <ListRow id="desk-green" icon="id-card" title={greenText.title} note={greenText.note} onPress={() => go(staffPaths.green)} />
          <ListRow
            id="desk-explanations"
            icon="file-text"
            title={explanationText.list}
            note={explanationText.listNote}
            onPress={() => go(staffPaths.explanations)}
          />
        </>
      ) : null}
    </Section>
  );
}

function Desk() {
  const { data, error } = useRead('desk.list', { scope: 'mine' }, { keep: false });
  const first = data?.cases[0];
  const note = data
    ? data.cases.length === 0
      ? staffText.mineNone
      : staffText.mineNote(data.cases.length, data.nextCursor !== null)
    : (error?.message ?? staffText.counting);
  return (
    <Section kind="rows">
      <ListRow
        id="desk-mine"
        icon="clipboard-list"
        title={staffText.mine}
        note={note}
        {...(first?.nearestClock ? { until: staffText.mineFirst(first.title, untilText(first.nearestClock, serviceInstant())) } : {})}
        onPress={() => go(staffPaths.cases('mine'))}
      />
      <ListRow id="desk-unit" icon="building-2" title={staffText.unit} note={staffText.unitNote} onPress={() => go(staffPaths.cases('unit'))} />
      <Incoming />
      <ListRow id="desk-take-down" icon="plus" title={takeDownText.entry} note={takeDownText.entryNote} onPress={() => go(staffPaths.takeDown())} />
    </Section>
  );
}

/** What other units have sent or asked: only where there is something. */
function Incoming() {
  const { data } = useRead('desk.list', { scope: 'incoming' }, { keep: false });
  if (!data || data.cases.length === 0) return null;
  const note = staffText.incomingNote(data.cases.length, data.nextCursor !== null);
  return <ListRow id="desk-incoming" icon="bell" title={staffText.incoming} note={note} onPress={() => go(staffPaths.cases('incoming'))} />;
}

/** What was decided and is for me to do. */
function Tasks() {
  const { data, error } = useRead('tasks.list', { scope: 'mine' }, { keep: false });
  const first = data?.tasks[0];
  return (
    <Section kind="rows">
      <ListRow
        id="desk-tasks"
        icon="square-check"
        title={tasksText.scopes.mine}
        note={data ? tasksText.note(data.tasks.length, data.nextCursor !== null) : (error?.message ?? staffText.counting)}
        {...(first ? { until: tasksText.first(first.what, leftText(first.dueAt, serviceInstant())) } : {})}
        onPress={() => go(staffPaths.tasks)}
      />
    </Section>
  );
}

function Halls() {
  const { data, error } = useRead('hallCalendar.list', {}, { keep: false });
  const note = data
    ? hallsText.homeNote(
        data.halls.length,
        data.halls.reduce((sum, hall) => sum + hall.entries, 0),
      )
    : (error?.message ?? staffText.counting);
  return (
    <Section kind="rows">
      <ListRow id="desk-halls" icon="clock" title={hallsText.list} note={note} onPress={() => go(staffPaths.halls)} />
    </Section>
  );
}

/** Whom neither WeChat nor the inbox has reached. */
function Calls() {
  const { data, error } = useRead('noticeCalls.list', {}, { keep: false });
  return (
    <Section kind="rows">
      <ListRow
        id="desk-calls"
        icon="phone"
        title={callsText.title}
        note={data ? callsText.count(data.calls.length) : (error?.message ?? staffText.counting)}
        onPress={() => go(staffPaths.calls)}
      />
      <Remind />
    </Section>
  );
}

/** Words that the content check held; no row while there are none. */
function Texts() {
  const { data } = useRead('textChecks.list', {}, { keep: false });
  if (!data || data.texts.length === 0) return null;
  return (
    <Section kind="rows">
      <ListRow
        id="desk-texts"
        icon="file-text"
        title={textChecksText.title}
        note={textChecksText.count(data.texts.length)}
        onPress={() => go(staffPaths.texts)}
      />
    </Section>
  );
}

/** One WeChat message more of each kind, and whether it came to that. */
function Remind() {
  const [note, setNote] = useState<string>(callsText.remindNote);
  const ask = async () => {
    const granted = await askForNotices(['staff_digest', 'staff_appointment_booked', 'staff_case_assigned']);
    setNote(granted ? callsText.reminded : callsText.notReminded);
  };
  return <ListRow id="desk-remind" icon="bell" title={callsText.remind} note={note} onPress={() => void ask()} />;
}

/** Rounds to firms: the unit's and mine. */
function Visits() {
  return (
    <Section kind="rows">
      <ListRow id="desk-visits" icon="car" title={visitDeskText.calendar} note={visitDeskText.calendarNote} onPress={() => go(staffPaths.visits)} />
    </Section>
  );
}

function Board() {
  const { data, error } = useRead('supervision.board', {}, { keep: false });
  const note = data ? staffText.boardNote(data.counts.overdue, data.counts.dueSoon) : (error?.message ?? staffText.counting);
  return (
    <Section kind="rows">
      <ListRow id="desk-board" icon="clock" title={staffText.board} note={note} onPress={() => go(staffPaths.board)} />
    </Section>
  );
}

/** Supervisors always; others when they solve one. */
function Problems({ supervises }: { supervises: boolean }) {
  const open = useRead('systemic.list', { status: 'open' }, { keep: false });
  const found = useRead('problems.list', {}, { keep: false, enabled: supervises });
  if (!supervises && (open.data?.issues.length ?? 0) === 0) return null;
  const news = found.data?.groups.filter(({ issueId }) => issueId === null).length ?? 0;
  const note = open.data ? staffText.problemsNote(news, open.data.issues.length) : (open.error?.message ?? staffText.counting);
  return (
    <Section kind="rows">
      <ListRow id="desk-problems" icon="users" title={problemsText.list} note={note} onPress={() => go(staffPaths.problems)} />
    </Section>
  );
}

/** Closed requests to call about. */
function Returns() {
  const { data, error } = useRead('returnVisitDesk.list', {}, { keep: false });
  return (
    <Section kind="rows">
      <ListRow
        id="desk-returns"
        icon="phone"
        title={returnPageText.list}
        note={data ? returnPageText.count(data.returns.length) : (error?.message ?? staffText.counting)}
        onPress={() => go(staffPaths.returns)}
      />
    </Section>
  );
}

/** Low ratings within reach: the nearest limit. */
function Remedies() {
  const { data, error } = useRead('remedies.list', {}, { keep: false });
  const first = data?.remedies[0];
  return (
    <Section kind="rows">
      <ListRow
        id="desk-remedies"
        icon="star"
        title={remediesText.list}
        note={data ? remediesText.count(data.remedies.length) : (error?.message ?? staffText.counting)}
        {...(first?.next?.dueAt ? { until: leftText(first.next.dueAt, serviceInstant()) } : {})}
        onPress={() => go(staffPaths.remedies)}
      />
    </Section>
  );
}

/** How services of the own units are found. */
function RatingFigures() {
  return (
    <Section kind="rows">
      <ListRow
        id="desk-rating-figures"
        icon="users"
        title={ratingFiguresText.title}
        note={ratingFiguresText.note}
        onPress={() => go(staffPaths.ratingFigures)}
      />
    </Section>
  );
}

function Enterprises() {
  const { data, error } = useRead('register.list', {}, { keep: false });
  const note = data ? registerText.count(data.counts) : (error?.message ?? staffText.counting);
  return (
    <Section kind="rows">
      <ListRow id="desk-enterprises" icon="building-2" title={registerText.list} note={note} onPress={() => go(staffPaths.enterprises())} />
    </Section>
  );
}

function Claims() {
  const { data, error } = useRead('claims.review', {}, { keep: false });
  const note = data ? reviewText.count(data.claims.length) : (error?.message ?? staffText.counting);
  return (
    <Section kind="rows">
      <ListRow id="desk-claims" icon="id-card" title={reviewText.list} note={note} onPress={() => go(staffPaths.claims)} />
    </Section>
  );
}

function People() {
  const { data, error } = useRead('staff.units', {}, { keep: false });
  const people = data?.units.reduce((sum, unit) => sum + unit.people, 0) ?? 0;
  const note = data ? peopleText.entry(data.units.length, people) : (error?.message ?? staffText.counting);
  return (
    <Section kind="rows">
      <ListRow id="desk-people" icon="users" title={peopleText.title} note={note} onPress={() => go(staffPaths.units)} />
    </Section>
  );
}

function Lists() {
  const { data, error } = useRead('extras.list', {}, { keep: false });
  const note = data ? extrasText.count(data.open) : (error?.message ?? staffText.counting);
  return (
    <Section kind="rows">
      <ListRow id="desk-extras" icon="clipboard-list" title={extrasText.list} note={note} onPress={() => go(staffPaths.extras)} />
    </Section>
  );
}

function Operations() {
  const { data, error } = useRead('operations.deadLetters', {}, { keep: false });
  const note = data ? staffText.operationsNote(data.letters.length, data.pending) : (error?.message ?? staffText.counting);
  return (
    <Section kind="rows">
      <ListRow id="desk-operations" icon="refresh-cw" title={staffText.operations} note={note} onPress={() => go(staffPaths.operations)} />
      <ListRow
        id="desk-settings"
        icon="clipboard-list"
        title={settingsText.title}
        note={settingsText.entryNote}
        onPress={() => go(staffPaths.settings)}
      />
    </Section>
  );
}
