import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { contactsText } from '../../../shared/text/pages/contacts';
import { urgentText } from '../../../shared/text/pages/urgent';
import { urgentEntryText } from '../../../shared/text/pages/urgent-entry';
import { Action } from '../../components/Action';
import { EmptyState } from '../../components/EmptyState';
import { Facts } from '../../components/Facts';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { SearchField } from '../../components/SearchField';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { paths } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { dial } from '../../wechat/call';

type Channel = Output<'channels.list'>['channels'][number];

/** The contact channels by town: who answers, when, and one tap to call. */
export default function Contacts() {
  const [typed, setTyped] = useState('');
  const read = useRead('channels.list', {});
  const words = typed.trim();
  return (
    <PageFrame title={contactsText.title} note={contactsText.note}>
      <InlineMessage tone="danger" what={contactsText.danger} action={{ word: contactsText.dial('110'), onPress: () => dial('110') }} />
      <Section kind="rows">
        <ListRow id="urgents" icon="bell" title={urgentText.mine} note={urgentText.listNote} onPress={() => go(paths.urgents)} />
      </Section>
      <SearchField value={typed} onChange={setTyped} label={contactsText.box} placeholder={contactsText.box} />
      <Reading read={read} rows={6}>
        {({ channels }) => {
          const found = channels.filter(({ name, town }) => words === '' || name.includes(words) || town?.includes(words));
          if (found.length === 0) return <EmptyState icon="phone" what={contactsText.nothing} />;
          return found.map((channel) => <ChannelCard key={channel.id} channel={channel} />);
        }}
      </Reading>
    </PageFrame>
  );
}

function ChannelCard({ channel }: { channel: Channel }) {
  const duty = channel.onDuty ? contactsText.onDutyNamed(channel.onDuty) : channel.hasDuty ? contactsText.onDuty : contactsText.noDuty;
  return (
    <Section title={channel.town ?? channel.name}>
      <Facts
        facts={[
          [contactsText.unit, channel.town ? channel.name : null],
          [contactsText.hours, channel.hours],
          [contactsText.duty, duty],
        ]}
      />
      <Action
        id={`call-${channel.id}`}
        kind="plain"
        icon="phone"
        word={contactsText.dial(channel.phone)}
        onPress={() => dial(channel.phone.replace(/\D/g, ''))}
      />
      <Action id={`urgent-${channel.id}`} kind="text" word={urgentEntryText.short} onPress={() => go(paths.askUrgent({ unit: channel.id }))} />
    </Section>
  );
}
