import { useRouter } from '@tarojs/taro';
import { shanghaiDay } from '../../../shared/rules/shanghai';
import type { Output } from '../../../shared/contract';
import { changeLine, hallsText } from '../../../shared/text/pages/halls';
import { openingLines } from '../../../shared/text/opening';
import { dateText, whenText } from '../../../shared/text/when';
import { serviceInstant } from '../../clock';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { Timeline } from '../../components/Timeline';
import { go } from '../../go';
import { parameter } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { staffPaths } from '../paths';
import { hallRoles } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { Entries } from './Entries';
import { Hits } from './Hits';

type Calendar = Output<'hallCalendar.read'>;

/** The calendar of a hall: what can be changed on top, then the days, what is closed or special, the hours, who changed what. */
export default function HallCalendar() {
  const id = parameter(useRouter().params, 'id');
  return (
    <PageFrame title={hallsText.calendar}>
      <StaffOnly roles={hallRoles}>{() => <Shown id={id} />}</StaffOnly>
    </PageFrame>
  );
}

function Shown({ id }: { id: string }) {
  const read = useRead('hallCalendar.read', { hallId: id }, { keep: false });
  return (
    <Reading read={read} rows={6}>
      {(calendar) => (
        <>
          <Section kind="rows" title={calendar.hall.name}>
            {calendar.hall.mayEdit ? (
              <>
                <ListRow id="hall-close" icon="ban" title={hallsText.close} note={hallsText.closeNote} onPress={() => go(staffPaths.hallClose(id))} />
                <ListRow
                  id="hall-special"
                  icon="calendar"
                  title={hallsText.special}
                  note={hallsText.specialNote}
                  onPress={() => go(staffPaths.hallSpecial(id))}
                />
                <ListRow
                  id="hall-hours"
                  icon="clock"
                  title={hallsText.editHours}
                  note={hallsText.hoursNote}
                  onPress={() => go(staffPaths.hallHours(id))}
                />
              </>
            ) : (
              <InlineMessage what={hallsText.onlyHeads} />
            )}
          </Section>
          <Hits hallId={id} />
          <Days id={id} days={calendar.days} />
          <Entries calendar={calendar} />
          <Hours patterns={calendar.patterns} />
          <History history={calendar.history} />
        </>
      )}
    </Reading>
  );
}

function Days({ id, days }: { id: string; days: Calendar['days'] }) {
  const today = shanghaiDay(serviceInstant());
  return (
    <Section kind="rows" title={hallsText.days}>
      {days.map((day) => (
        <ListRow
          key={day.date}
          id={`day-${day.date}`}
          title={dateText(day.date, today)}
          note={[hallsText.dayPlaces(day.places, day.taken), day.note].filter(Boolean).join(' · ')}
          {...(day.hit > 0 ? { state: { word: hallsText.dayHit(day.hit), tone: 'danger' as const, icon: 'circle-alert' as const } } : {})}
          onPress={() => go(staffPaths.hallDay(id, day.date))}
        />
      ))}
    </Section>
  );
}

function Hours({ patterns }: { patterns: Calendar['patterns'] }) {
  const today = shanghaiDay(serviceInstant());
  return (
    <Section kind="rows" title={hallsText.hours}>
      {patterns.map(({ version, effectiveFrom, pattern, current }) => (
        <ListRow
          key={version}
          title={current ? hallsText.now : hallsText.from(dateText(effectiveFrom, today))}
          note={openingLines(pattern).slice(0, -1).join('；')}
        />
      ))}
    </Section>
  );
}

function History({ history }: { history: Calendar['history'] }) {
  const today = shanghaiDay(serviceInstant());
  return (
    <Section title={hallsText.history}>
      {history.length === 0 ? (
        hallsText.noHistory
      ) : (
        <Timeline
          entries={history.map(({ seq, at, who, change, reason, effect }) => {
            const total = (part: 'gains' | 'losses' | 'hit') => effect.reduce((sum, day) => sum + day[part], 0);
            return {
              id: String(seq),
              what: changeLine(change, today),
              ...(who ? { who } : {}),
              when: whenText(at, today),
              note: `${reason}。${hallsText.effectTotal(total('gains'), total('losses'), total('hit'))}`,
              tone: 'neutral' as const,
            };
          })}
        />
      )}
    </Section>
  );
}
