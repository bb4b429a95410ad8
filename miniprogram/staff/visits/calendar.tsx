import { useState } from 'react';
import { addDays } from '../../../shared/rules/shanghai';
import { visitDeskText } from '../../../shared/text/pages/visit-desk';
import { dateText } from '../../../shared/text/when';
import { Action } from '../../components/Action';
import { EmptyState } from '../../components/EmptyState';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { useMe } from '../../session';
import { deskRoles, holds } from '../roles';
import { staffPaths } from '../paths';
import { StaffOnly } from '../StaffOnly';

/** The unit's rounds and mine, day by day. */
export default function VisitCalendar() {
  const me = useMe();
  // Today is the service's: this phone's own clock may be wrong.
  const [from, setFrom] = useState<string>();
  const read = useRead('visitDesk.calendar', from ? { from } : {}, { keep: false, enabled: me !== undefined && me.staff.length > 0 });
  return (
    <PageFrame title={visitDeskText.calendar} note={visitDeskText.calendarNote}>
      <StaffOnly>
        {(person) => (
          <>
            {holds(person, deskRoles) ? <Waiting /> : null}
            <Reading read={read}>
              {({ plans, from: first }) => {
                const days = plans.map(({ day }) => day).filter((day, index, all) => all.indexOf(day) === index);
                return (
                  <>
                    {plans.length === 0 ? <EmptyState icon="calendar" what={visitDeskText.noneCalendar} /> : null}
                    {days.map((day) => (
                      <Section key={day} title={dateText(day)} kind="rows">
                        {plans
                          .filter((plan) => plan.day === day)
                          .map(({ id, unitName, leavesAt, members, stops, done, mine }) => (
                            <ListRow
                              key={id}
                              id={id}
                              icon="car"
                              title={visitDeskText.leavesAt(leavesAt)}
                              note={[unitName, visitDeskText.rowStops(done, stops)].join(' · ')}
                              who={members.join('、')}
                              {...(mine ? { state: { word: visitDeskText.mine, tone: 'accent' as const } } : {})}
                              onPress={() => go(staffPaths.round(id))}
                            />
                          ))}
                      </Section>
                    ))}
                    <Action kind="plain" word={visitDeskText.nextDays} onPress={() => setFrom(addDays(first, 14))} />
                  </>
                );
              }}
            </Reading>
          </>
        )}
      </StaffOnly>
    </PageFrame>
  );
}

/** The way to what waits. */
function Waiting() {
  const { data } = useRead('visitDesk.waiting', {}, { keep: false });
  const count = (status: 'asked' | 'approved') => data?.visits.filter((visit) => visit.status === status).length ?? 0;
  return (
    <Section kind="rows">
      <ListRow
        id="visits-waiting"
        icon="bell"
        title={visitDeskText.waiting}
        note={visitDeskText.waitingNote(count('asked'), count('approved'))}
        onPress={() => go(staffPaths.waitingVisits)}
      />
    </Section>
  );
}
