import { useState } from 'react';
import type { RatingLevel } from '../../../shared/rules/rating';
import { ratingLevelWords } from '../../../shared/text/ratings';
import { AnswerCard } from '../../components/AnswerCard';
import { CalendarStrip } from '../../components/CalendarStrip';
import { Countdown } from '../../components/Countdown';
import { MaterialCard } from '../../components/MaterialCard';
import { RatingFive } from '../../components/RatingFive';
import { Section } from '../../components/Section';
import { TimeChips } from '../../components/TimeChips';

const levels: RatingLevel[] = [5, 4, 3, 2, 1];

/** What a person chooses: an answer, a day, a time, a tick, a level. */
export function Choices() {
  const [answer, setAnswer] = useState<string | null>('other');
  const [day, setDay] = useState('2026-11-24');
  const [slot, setSlot] = useState('b');
  const [ticked, setTicked] = useState(true);
  const [level, setLevel] = useState<RatingLevel | null>(null);
  return (
    <>
      <Section title="问题" kind="bare">
        <AnswerCard
          question="您的户口现在在哪里?"
          help="以户口簿首页为准。"
          why="市外迁入要先办准迁证，市内迁移不用。"
          options={[
            { value: 'city', label: '本市', note: '户口簿盖的是本市派出所的章' },
            { value: 'other', label: '外市' },
          ]}
          chosen={answer}
          onChoose={setAnswer}
        />
      </Section>
      <Section title="日期和时间" kind="bare">
        <CalendarStrip
          today="2026-11-23"
          chosen={day}
          onChoose={setDay}
          days={[
            { date: '2026-11-23', free: 0 },
            { date: '2026-11-24', free: 36 },
            { date: '2026-11-25', free: 12 },
            { date: '2026-11-28', free: 0, closed: '不开放' },
            { date: '2026-12-01', free: 48 },
          ]}
        />
        <TimeChips
          chosen={slot}
          onChoose={setSlot}
          slots={[
            { id: 'a', from: '09:00', to: '09:30', free: 0, capacity: 6 },
            { id: 'b', from: '09:30', to: '10:00', free: 3, capacity: 6 },
            { id: 'c', from: '10:00', to: '10:30', free: 6, capacity: 6 },
          ]}
        />
      </Section>
      <Section title="倒计时">
        <Countdown seconds={545} word="为您保留" />
        <Countdown seconds={75} word="为您保留" />
      </Section>
      <Section title="材料" kind="bare">
        <MaterialCard
          name="居民户口簿"
          needs="原件 1 份，复印件 1 份"
          because={['户口在外市', '配偶是本市户口']}
          checkpoints={['首页和本人页齐全', '与身份证姓名一致']}
          source="户口所在地派出所"
          ticked={ticked}
          onTick={setTicked}
        />
        <MaterialCard name="结婚证" needs="原件 1 份" because={['投靠配偶']} ticked={false} onTick={() => undefined} />
      </Section>
      <Section title="评价" kind="bare">
        <RatingFive levels={levels.map((one) => ({ level: one, word: ratingLevelWords[one] }))} chosen={level} onChoose={setLevel} />
      </Section>
    </>
  );
}
