import Taro, { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { type OpeningPattern, placeKinds } from '../../../shared/rules/opening';
import { addDays, isDay, shanghaiDay } from '../../../shared/rules/shanghai';
import { hallsText, placeKindWords } from '../../../shared/text/pages/halls';
import { serviceInstant } from '../../clock';
import { DateField } from '../../components/DateField';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { parameter } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { headRoles } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { Frames } from './Frames';
import { PreviewAndSave } from './PreviewAndSave';
import { Stepper } from './Stepper';

/** The pattern of a hall from a day on: begins with the one that holds now. */
export default function HallHours() {
  const hallId = parameter(useRouter().params, 'id');
  return (
    <PageFrame title={hallsText.editHours} note={hallsText.hoursNote}>
      <StaffOnly roles={headRoles}>{() => <Read hallId={hallId} />}</StaffOnly>
    </PageFrame>
  );
}

function Read({ hallId }: { hallId: string }) {
  const read = useRead('hallCalendar.read', { hallId }, { keep: false });
  return (
    <Reading read={read} rows={6}>
      {({ hall, patterns }) => {
        const pattern = patterns.find((one) => one.current)?.pattern ?? patterns[0]?.pattern;
        return pattern ? <Edit hallId={hallId} counters={hall.counters} start={pattern} /> : null;
      }}
    </Reading>
  );
}

function Edit({ hallId, counters, start }: { hallId: string; counters: number; start: OpeningPattern }) {
  const today = shanghaiDay(serviceInstant());
  const [pattern, setPattern] = useState(start);
  const [effectiveFrom, setFrom] = useState(addDays(today, 1));
  const put = (part: Partial<OpeningPattern>) => setPattern({ ...pattern, ...part });
  const fits = isDay(effectiveFrom) && effectiveFrom >= today;
  return (
    <>
      <Section title={hallsText.effectiveFrom}>
        <DateField label={hallsText.effectiveFrom} value={effectiveFrom} error={fits ? null : hallsText.datePast} onChange={setFrom} />
      </Section>
      <Frames
        title={hallsText.weekday}
        none={hallsText.closedDays}
        frames={pattern.weekday}
        onChange={(weekday) => put({ weekday })}
        counters={counters}
        pattern={pattern}
        onDays={[1, 2, 3, 4, 5]}
      />
      <Frames
        title={hallsText.weekend}
        none={hallsText.closedDays}
        frames={pattern.weekend}
        onChange={(weekend) => put({ weekend })}
        counters={counters}
        pattern={pattern}
        onDays={[6, 7]}
      />
      <Section title={hallsText.shares}>
        <Minutes label={hallsText.slot} value={pattern.slotMinutes} onChange={(slotMinutes) => put({ slotMinutes })} />
        <Minutes label={hallsText.visit} value={pattern.minutesPerVisit} onChange={(minutesPerVisit) => put({ minutesPerVisit })} />
        {placeKinds.map((kind) => {
          const weight = pattern.shares[kind];
          const share = (next: number) => put({ shares: { ...pattern.shares, [kind]: next } });
          return (
            <Stepper
              key={kind}
              label={placeKindWords[kind]}
              value={hallsText.share(weight)}
              less={hallsText.less}
              more={hallsText.more}
              {...(weight > 0 ? { onLess: () => share(weight - 1) } : {})}
              {...(weight < 100 ? { onMore: () => share(weight + 1) } : {})}
            />
          );
        })}
      </Section>
      {fits ? <PreviewAndSave hallId={hallId} change={{ kind: 'pattern', effectiveFrom, pattern }} onSaved={() => void Taro.navigateBack()} /> : null}
    </>
  );
}

const step = 5;

function Minutes({ label, value, onChange }: { label: string; value: number; onChange: (minutes: number) => void }) {
  return (
    <Stepper
      label={label}
      value={hallsText.minutes(value)}
      less={hallsText.less}
      more={hallsText.more}
      {...(value > step ? { onLess: () => onChange(value - step) } : {})}
      {...(value < 240 ? { onMore: () => onChange(value + step) } : {})}
    />
  );
}
