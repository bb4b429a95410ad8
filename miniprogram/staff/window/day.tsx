import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { kitText } from '../../../shared/text/kit';
import { windowText } from '../../../shared/text/pages/window';
import { useServiceDay } from '../../clock';
import { EmptyState } from '../../components/EmptyState';
import { InlineMessage } from '../../components/InlineMessage';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { parameter } from '../../paths';
import { Reading } from '../../Reading';
import { type Me, useMe } from '../../session';
import { holds, officerRoles, windowRoles } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { CounterBar } from './CounterBar';
import { DayRow } from './DayRow';
import { DaySwitch } from './DaySwitch';
import { groupsOf } from './day-groups';
import { type Day, useDay } from './day-read';
import { useCounter } from './counter';
import { WalkIns } from './WalkIns';

/** The hall's appointments of a day, the next thing to do on top; on today the bar below calls the next ticket. */
export default function WindowDay() {
  const asked = parameter(useRouter().params, 'date');
  const [date, setDate] = useState(asked);
  const me = useMe();
  const today = useServiceDay();
  const isToday = !date || date === today;
  return (
    <PageFrame
      title={isToday ? windowText.day : windowText.otherDay}
      {...(me && isToday && holds(me, windowRoles) ? { bottomBar: <TodayBar me={me} /> } : {})}
    >
      <StaffOnly roles={windowRoles}>
        {(person) => (
          <>
            <DaySwitch date={date || today} today={today} onChange={(next) => setDate(next === today ? '' : next)} />
            <DayList key={date} me={person} {...(isToday ? {} : { date })} />
          </>
        )}
      </StaffOnly>
    </PageFrame>
  );
}

function TodayBar({ me }: { me: Me }) {
  const { data } = useDay(me, undefined);
  return data ? <CounterBar me={me} day={data} /> : null;
}

function DayList({ me, date }: { me: Me; date?: string }) {
  const read = useDay(me, date);
  return (
    <Reading read={read} rows={5}>
      {(day) => <Rows me={me} day={day} {...(date ? { date } : {})} />}
    </Reading>
  );
}

function Rows({ me, day, date }: { me: Me; day: Day; date?: string }) {
  const counter = useCounter(me, day.hallId);
  const [refused, setRefused] = useState('');
  const groups = groupsOf(day.rows, counter);
  if (groups.length === 0 && day.walkIns.length === 0) return <EmptyState icon="calendar" what={windowText.none} />;
  return (
    <>
      {refused ? <InlineMessage tone="danger" what={refused} action={{ word: kitText.close, onPress: () => setRefused('') }} /> : null}
      {date ? null : <WalkIns tickets={day.walkIns} counter={counter} />}
      {groups.map(({ title, rows }) => (
        <Section key={title} title={title} aside={rows.length} kind="rows">
          {rows.map((row) => (
            <DayRow key={row.id} me={me} row={row} mayConfirm={holds(me, officerRoles)} onRefused={setRefused} {...(date ? { date } : {})} />
          ))}
        </Section>
      ))}
    </>
  );
}
