import { useState } from 'react';
import { auditText } from '../../../shared/text/pages/audit';
import { dutyText } from '../../../shared/text/pages/duty';
import { extrasText } from '../../../shared/text/pages/extras';
import { callsText } from '../../../shared/text/pages/notice-calls';
import { reviewText } from '../../../shared/text/pages/enterprise';
import { peopleText } from '../../../shared/text/pages/people';
import { ratingFiguresText } from '../../../shared/text/pages/rating-figures';
import { registerText } from '../../../shared/text/pages/register';
import { staffText } from '../../../shared/text/pages/staff';
import { settingsText } from '../../../shared/text/settings';
import { useServiceDay } from '../../clock';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { askForNotices } from '../../grants';
import { useRead } from '../../query';
import { staffPaths } from '../paths';

/** When I am on duty, and who is now. */
export function Duty() {
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

/** Whom neither WeChat nor the inbox has reached. */
export function Calls() {
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

/** One WeChat message more of each kind, and whether it came to that. */
function Remind() {
  const [note, setNote] = useState<string>(callsText.remindNote);
  const ask = async () => {
    const granted = await askForNotices(['staff_digest', 'staff_appointment_booked', 'staff_case_assigned']);
    setNote(granted ? callsText.reminded : callsText.notReminded);
  };
  return <ListRow id="desk-remind" icon="bell" title={callsText.remind} note={note} onPress={() => void ask()} />;
}

/** How services of the own units are found. */
export function RatingFigures() {
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

export function Enterprises() {
  const { data, error } = useRead('register.list', {}, { keep: false });
  const note = data ? registerText.count(data.counts) : (error?.message ?? staffText.counting);
  return (
    <Section kind="rows">
      <ListRow id="desk-enterprises" icon="building-2" title={registerText.list} note={note} onPress={() => go(staffPaths.enterprises())} />
    </Section>
  );
}

export function Claims() {
  const { data, error } = useRead('claims.review', {}, { keep: false });
  const note = data ? reviewText.count(data.claims.length) : (error?.message ?? staffText.counting);
  return (
    <Section kind="rows">
      <ListRow id="desk-claims" icon="id-card" title={reviewText.list} note={note} onPress={() => go(staffPaths.claims)} />
    </Section>
  );
}

export function Lists() {
  const { data, error } = useRead('extras.list', {}, { keep: false });
  const note = data ? extrasText.count(data.open) : (error?.message ?? staffText.counting);
  return (
    <Section kind="rows">
      <ListRow id="desk-extras" icon="clipboard-list" title={extrasText.list} note={note} onPress={() => go(staffPaths.extras)} />
    </Section>
  );
}

export function People() {
  const { data, error } = useRead('staff.units', {}, { keep: false });
  const people = data?.units.reduce((sum, unit) => sum + unit.people, 0) ?? 0;
  const note = data ? peopleText.entry(data.units.length, people) : (error?.message ?? staffText.counting);
  return (
    <Section kind="rows">
      <ListRow id="desk-people" icon="users" title={peopleText.title} note={note} onPress={() => go(staffPaths.units)} />
    </Section>
  );
}

export function Operations() {
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

/** Who looked at what and changed what. */
export function AuditLog() {
  return (
    <Section kind="rows">
      <ListRow id="desk-audit" icon="shield" title={auditText.title} note={auditText.entryNote} onPress={() => go(staffPaths.audit)} />
    </Section>
  );
}
