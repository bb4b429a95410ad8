import { useState } from 'react';
import { shanghaiClock, shanghaiDay } from '../../../shared/rules/shanghai';
import { slotsForVisit } from '../../../shared/rules/visit';
import { windowText } from '../../../shared/text/pages/window';
import { serviceInstant } from '../../clock';
import { CalendarStrip } from '../../components/CalendarStrip';
import { Section } from '../../components/Section';
import { TimeChips } from '../../components/TimeChips';
import { useRead } from '../../query';
import { Reading } from '../../Reading';

/** A day of the coming fourteen, then a time with places left. */
export function Times({
  title,
  hallId,
  minutes = null,
  chosen,
  onChoose,
}: {
  /** Asks for the day. */
  title: string;
  hallId: string;
  /** Of all items of the visit, which needs adjacent places for them (C6); null where the visit stays as long as it is. */
  minutes?: number | null;
  chosen: string | null;
  onChoose: (slot: { id: string; startsAt: string }) => void;
}) {
  const [picked, setPicked] = useState<string | null>(null);
  const days = useRead('halls.days', { hallId }, { refreshSeconds: 30 });
  const date = picked ?? days.data?.days.find((day) => day.open && day.free > 0)?.date ?? null;
  const slots = useRead('halls.slots', { hallId, date: date ?? '' }, { enabled: date !== null });
  const now = serviceInstant();
  const fitting = minutes === null ? (slots.data?.slots ?? []) : slotsForVisit(slots.data?.slots ?? [], minutes);
  return (
    <Reading read={days} rows={3}>
      {(shown) => (
        <>
          <Section title={title} kind="bare">
            <CalendarStrip
              days={shown.days.map((day) => ({ date: day.date, free: day.free, closed: day.open ? null : (day.note ?? windowText.closed) }))}
              today={shanghaiDay(now)}
              chosen={date}
              onChoose={setPicked}
            />
          </Section>
          <Section title={windowText.moveTime} kind="bare">
            <TimeChips
              slots={fitting.map(({ id, startsAt, endsAt, free, capacity }) => ({
                id,
                from: shanghaiClock(startsAt),
                to: shanghaiClock(endsAt),
                free,
                capacity,
                past: startsAt <= now,
              }))}
              chosen={chosen}
              onChoose={(id) => {
                const slot = fitting.find((one) => one.id === id);
                if (slot) onChoose(slot);
              }}
            />
          </Section>
        </>
      )}
    </Reading>
  );
}
