import { useState } from 'react';
import { shiftText } from '../../../shared/text/duty';
import { dutyText } from '../../../shared/text/pages/duty';
import { useServiceDay } from '../../clock';
import { Action } from '../../components/Action';
import { EmptyState } from '../../components/EmptyState';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { SearchField } from '../../components/SearchField';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { askForNotices } from '../../grants';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { staffPaths } from '../paths';
import { StaffOnly } from '../StaffOnly';

/** More channels than so many are searched, not looked through. */
const fewChannels = 6;

/** My own shifts, and who is on duty at the contact channels around me. */
export default function Duty() {
  return (
    <PageFrame title={dutyText.list} note={dutyText.note}>
      <StaffOnly>{() => <Channels />}</StaffOnly>
    </PageFrame>
  );
}

function Channels() {
  const read = useRead('duty.list', {}, { keep: false });
  const [typed, setTyped] = useState('');
  const words = typed.trim();
  const today = useServiceDay();
  return (
    <Reading read={read} rows={6}>
      {({ channels, mine }) => {
        const found = channels.filter(({ name, town }) => words === '' || name.includes(words) || town?.includes(words));
        return (
          <>
            {mine.length > 0 ? (
              <Section kind="rows" title={dutyText.mine}>
                {mine.map((one) => (
                  <ListRow
                    key={`${one.unitId}-${one.day}-${one.shift}`}
                    icon="clock"
                    title={shiftText(one, today)}
                    note={[dutyText.hours(one), one.unitName].join(' · ')}
                    onPress={() => go(staffPaths.dutyChannel(one.unitId))}
                  />
                ))}
              </Section>
            ) : null}
            <Action
              id="duty-remind"
              kind="text"
              icon="bell"
              word={dutyText.remind}
              onPress={() => void askForNotices(['staff_duty_given', 'staff_duty_taken', 'staff_urgent_asked'])}
            />
            {channels.length > fewChannels ? <SearchField value={typed} onChange={setTyped} label={dutyText.box} placeholder={dutyText.box} /> : null}
            {found.length === 0 ? (
              <EmptyState icon="phone" what={dutyText.nothing} />
            ) : (
              <Section kind="rows">
                {found.map((channel) => (
                  <ListRow
                    key={channel.id}
                    id={`duty-${channel.id}`}
                    icon="phone"
                    title={channel.name}
                    note={`${channel.phone} · ${channel.hours}`}
                    who={channel.onDuty ? dutyText.now(channel.onDuty.name ?? '') : dutyText.nowAbove}
                    onPress={() => go(staffPaths.dutyChannel(channel.id))}
                  />
                ))}
              </Section>
            )}
          </>
        );
      }}
    </Reading>
  );
}
