import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { dutyEventWords, shiftText } from '../../../shared/text/duty';
import { dutyText } from '../../../shared/text/pages/duty';
import { whenText } from '../../../shared/text/when';
import { useServiceDay } from '../../clock';
import { Action } from '../../components/Action';
import { Facts } from '../../components/Facts';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { Timeline } from '../../components/Timeline';
import { parameter } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { StaffOnly } from '../StaffOnly';
import { ContactSheet } from './ContactSheet';
import { ShiftSheet } from './ShiftSheet';

export type DutyChannel = Output<'duty.read'>;
export type DutyShiftRow = DutyChannel['shifts'][number];

/** Shifts shown before the rest is asked for: a week. */
const firstShifts = 14;

/** A contact channel: phone, hours, who is on duty, and the roster, which heads and administrators keep. */
export default function DutyChannelPage() {
  const id = parameter(useRouter().params, 'id');
  const read = useRead('duty.read', { id }, { keep: false });
  return (
    <PageFrame title={read.data?.name ?? dutyText.channel}>
      <StaffOnly>
        {() => (
          <Reading read={read} rows={6}>
            {(channel) => (
              <>
                <Contact channel={channel} />
                <Roster channel={channel} />
                <History history={channel.history} />
              </>
            )}
          </Reading>
        )}
      </StaffOnly>
    </PageFrame>
  );
}

function Contact({ channel }: { channel: DutyChannel }) {
  const [changing, setChanging] = useState(false);
  return (
    <Section title={dutyText.contact}>
      <Facts
        facts={[
          [dutyText.phone, channel.phone],
          [dutyText.time, channel.hours],
          [dutyText.onDuty, channel.onDuty?.name ?? dutyText.above],
          [dutyText.standing, channel.standing?.name ?? dutyText.above],
          [dutyText.names, channel.named ? dutyText.namedYes : dutyText.namedNo],
        ]}
      />
      {channel.mayKeep ? <Action id="duty-change" kind="plain" word={dutyText.change} onPress={() => setChanging(true)} /> : null}
      {changing ? <ContactSheet channel={channel} onClose={() => setChanging(false)} /> : null}
    </Section>
  );
}

function Roster({ channel }: { channel: DutyChannel }) {
  const [open, setOpen] = useState<DutyShiftRow | null>(null);
  const [all, setAll] = useState(false);
  const today = useServiceDay();
  const standing = channel.standing ? dutyText.byStanding(channel.standing.name ?? '') : dutyText.above;
  return (
    <>
      <Section kind="rows" title={dutyText.roster}>
        {(all ? channel.shifts : channel.shifts.slice(0, firstShifts)).map((one, index) => (
          <ListRow
            key={`${one.day}-${one.shift}`}
            id={`shift-${one.day}-${one.shift}`}
            title={shiftText(one, today)}
            note={dutyText.hours(one)}
            who={one.rostered?.name ?? standing}
            {...(index === 0
              ? { state: { word: dutyText.current, tone: 'accent' as const } }
              : one.rostered
                ? { state: { word: dutyText.rostered, tone: 'good' as const } }
                : {})}
            {...(channel.mayKeep ? { onPress: () => setOpen(one) } : {})}
          />
        ))}
      </Section>
      {all ? null : <Action id="more-shifts" kind="text" word={dutyText.more} onPress={() => setAll(true)} />}
      {open ? <ShiftSheet channel={channel} shift={open} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

function History({ history }: { history: DutyChannel['history'] }) {
  const today = useServiceDay();
  if (history.length === 0) return null;
  return (
    <Section title={dutyText.history}>
      <Timeline
        entries={history.map(({ id, at, action, by, text }) => ({
          id,
          what: dutyEventWords[action],
          who: by ?? '',
          when: whenText(at, today),
          note: text,
        }))}
      />
    </Section>
  );
}
