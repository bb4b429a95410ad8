import Taro, { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { addDays, shanghaiDay } from '../../../shared/rules/shanghai';
import { hallsText } from '../../../shared/text/pages/halls';
import { serviceInstant } from '../../clock';
import { AnswerCard } from '../../components/AnswerCard';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { parameter } from '../../paths';
import { headRoles } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { DaySwitch } from '../window/DaySwitch';
import { ClockStepper } from './ClockStepper';
import { PreviewAndSave } from './PreviewAndSave';

const parts = ['day', 'morning', 'afternoon', 'own'] as const;
type Part = (typeof parts)[number];
const clocksOf: Record<Exclude<Part, 'own'>, { from?: string; to?: string }> = { day: {}, morning: { to: '12:00' }, afternoon: { from: '12:00' } };
/** Close a hall for a day or a part of it: a day, how long, a look at who is hit, then save. */
export default function CloseHall() {
  const hallId = parameter(useRouter().params, 'id');
  const today = shanghaiDay(serviceInstant());
  const [date, setDate] = useState(addDays(today, 1));
  const [part, setPart] = useState<Part>('day');
  const [own, setOwn] = useState({ from: '09:00', to: '12:00' });
  const clocks = part === 'own' ? own : clocksOf[part];
  return (
    <PageFrame title={hallsText.close} note={hallsText.closeNote}>
      <StaffOnly roles={headRoles}>
        {() => (
          <>
            <DaySwitch date={date} today={today} onChange={(day) => setDate(day < today ? today : day)} />
            <AnswerCard
              question={hallsText.part}
              options={parts.map((value) => ({ value, label: hallsText.parts[value] }))}
              chosen={part}
              onChoose={(value) => setPart(parts.find((one) => one === value) ?? 'day')}
            />
            {part === 'own' ? (
              <Section>
                <ClockStepper label={hallsText.begin} value={own.from} onChange={(from) => setOwn({ ...own, from })} />
                <ClockStepper label={hallsText.end} value={own.to} onChange={(to) => setOwn({ ...own, to })} />
              </Section>
            ) : null}
            <PreviewAndSave hallId={hallId} change={{ kind: 'closure', date, ...clocks }} onSaved={() => void Taro.navigateBack()} />
          </>
        )}
      </StaffOnly>
    </PageFrame>
  );
}
