import { leftText, untilText } from '../../../shared/text/cases';
import { tasksText } from '../../../shared/text/pages/conferences';
import { complaintDeskText } from '../../../shared/text/pages/complaint';
import { questionDeskText } from '../../../shared/text/pages/consultations';
import { problemsText } from '../../../shared/text/pages/problems';
import { takeDownText } from '../../../shared/text/pages/take-down';
import { returnPageText } from '../../../shared/text/pages/return-visits';
import { remediesText } from '../../../shared/text/pages/remedies';
import { staffText } from '../../../shared/text/pages/staff';
import { urgentDeskText } from '../../../shared/text/pages/urgent';
import { visitDeskText } from '../../../shared/text/pages/visit-desk';
import { textChecksText } from '../../../shared/text/text-checks';
import { serviceInstant } from '../../clock';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { useRead } from '../../query';
import { staffPaths } from '../paths';

/** What people ask outside hours: first while somebody waits, else the way there. */
export function Urgent() {
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

/** What people ask, and the entries made of the answers. */
export function Questions({ knowledge }: { knowledge: boolean }) {
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
export function Complaints() {
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

export function Board() {
  const { data, error } = useRead('supervision.board', {}, { keep: false });
  const note = data ? staffText.boardNote(data.counts.overdue, data.counts.dueSoon) : (error?.message ?? staffText.counting);
  return (
    <Section kind="rows">
      <ListRow id="desk-board" icon="clock" title={staffText.board} note={note} onPress={() => go(staffPaths.board)} />
    </Section>
  );
}

export function Desk() {
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
export function Tasks() {
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

/** Supervisors always; others when they solve one. */
export function Problems({ supervises }: { supervises: boolean }) {
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

/** Words that the content check held; no row while there are none. */
export function Texts() {
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

/** Closed requests to call about. */
export function Returns() {
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
export function Remedies() {
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

/** Rounds to firms: the unit's and mine. */
export function Visits() {
  return (
    <Section kind="rows">
      <ListRow id="desk-visits" icon="car" title={visitDeskText.calendar} note={visitDeskText.calendarNote} onPress={() => go(staffPaths.visits)} />
    </Section>
  );
}
