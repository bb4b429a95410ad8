import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { contactsText } from '../../../shared/text/pages/contacts';
import { askText, nationalNumbers } from '../../../shared/text/pages/ask';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { SearchField } from '../../components/SearchField';
import { Section } from '../../components/Section';
import { Skeleton } from '../../components/Skeleton';
import { go } from '../../go';
import { parameter, paths } from '../../paths';
import { useRead } from '../../query';
import { useMe } from '../../session';
import { dial } from '../../wechat/call';
import { Answers } from './Answers';
import { ItemRow } from '../items/ItemRow';
import { useSearch } from '../items/useSearch';

/** Asking: what the catalogue already answers, then people who pick up the phone. */
export default function AskPage() {
  const [typed, setTyped] = useState(parameter(useRouter().params, 'query'));
  return (
    <PageFrame title={askText.title} note={askText.note}>
      <SearchField value={typed} onChange={setTyped} label={askText.box} placeholder={askText.placeholder} />
      {typed.trim() ? <Answers typed={typed} /> : null}
      {typed.trim() ? <Matching typed={typed} /> : null}
      <Phones />
    </PageFrame>
  );
}

function Matching({ typed }: { typed: string }) {
  const { items, error } = useSearch(typed);
  if (!items) return error ? <InlineMessage tone="attention" what={error.message} /> : <Skeleton rows={2} />;
  if (items.length === 0) return <InlineMessage what={askText.matchingNone} />;
  return (
    <Section title={askText.matching} kind="rows">
      {items.slice(0, 5).map((item) => (
        <ItemRow key={item.code} item={item} />
      ))}
    </Section>
  );
}

function Phones() {
  const me = useMe();
  const halls = useRead('halls.list', {}).data?.halls ?? [];
  return (
    <>
      <Section title={askText.phones} kind="rows">
        {halls.map((hall) => (
          <ListRow
            key={hall.id}
            icon="phone"
            title={hall.name}
            note={hall.phone}
            until={hall.openingLines[0] ?? ''}
            onPress={() => dial(hall.phone)}
          />
        ))}
        <ListRow id="contacts" icon="building-2" title={contactsText.title} note={contactsText.note} onPress={() => go(paths.contacts)} />
        <ListRow
          icon="phone"
          title={`${nationalNumbers.hotline} ${askText.hotline}`}
          note={askText.hotlineNote}
          onPress={() => dial(nationalNumbers.hotline)}
        />
        {me && me.enterprises.length > 0 ? (
          <ListRow icon="building-2" title={askText.enterprise} note={askText.enterpriseNote} onPress={() => go(paths.newRequest())} />
        ) : null}
      </Section>
      <InlineMessage what={askText.phonesNote} />
      <InlineMessage
        tone="danger"
        what={askText.urgent}
        next={askText.urgentNote}
        action={{ word: askText.call(nationalNumbers.emergency), onPress: () => dial(nationalNumbers.emergency) }}
      />
    </>
  );
}
