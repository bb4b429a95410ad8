import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { contactsText } from '../../../shared/text/pages/contacts';
import { askText, nationalNumbers } from '../../../shared/text/pages/ask';
import { questionsText } from '../../../shared/text/pages/consultations';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { SearchField } from '../../components/SearchField';
import { Section } from '../../components/Section';
import { Skeleton } from '../../components/Skeleton';
import { keepDraft, keptDraft } from '../../draft';
import { go } from '../../go';
import { parameter, paths } from '../../paths';
import { useRead } from '../../query';
import { useMe } from '../../session';
import { dial } from '../../wechat/call';
import { Answers } from './Answers';
import { ItemRow } from '../items/ItemRow';
import { useSearch } from '../items/useSearch';
import { Refusal } from '../../Refusal';

/** Asking: what the catalogue already answers, then people who pick up the phone. */
export default function AskPage() {
  const [typed, setTyped] = useState(parameter(useRouter().params, 'query'));
  return (
    <PageFrame title={askText.title} note={askText.note}>
      <SearchField value={typed} onChange={setTyped} label={askText.box} placeholder={askText.placeholder} />
      {typed.trim() ? <Answers typed={typed} /> : null}
      {typed.trim() ? <Matching typed={typed} /> : null}
      <People typed={typed} />
      <Phones />
    </PageFrame>
  );
}

function Matching({ typed }: { typed: string }) {
  const { items, error } = useSearch(typed);
  if (!items) return error ? <Refusal tone="attention" error={error} /> : <Skeleton rows={2} />;
  if (items.length === 0) return <InlineMessage what={askText.matchingNone} />;
  return (
    <Section title={askText.matching} kind="rows">
      {items.slice(0, 5).map((item) => (
        <ItemRow key={item.code} item={item} />
      ))}
    </Section>
  );
}

/** On to a person, with what was typed; and to what was asked before. */
function People({ typed }: { typed: string }) {
  const me = useMe();
  const days = useRead('settings.promised', {}).data?.consultWorkingDays;
  const ask = () => {
    const text = typed.trim();
    const kept = keptDraft<{ text: string }>('question');
    // What was typed here is the question, unless one is already being written.
    if (text && !kept?.text.trim()) keepDraft('question', { ...kept, text });
    go(paths.askPerson({}));
  };
  return (
    <Section kind="rows">
      <ListRow id="ask-person" icon="message-circle" title={questionsText.ask} note={questionsText.askNote(days)} onPress={ask} />
      {me ? (
        <ListRow
          id="my-questions"
          icon="clipboard-list"
          title={questionsText.mine}
          note={questionsText.listNote}
          onPress={() => go(paths.consultations)}
        />
      ) : null}
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
      <InlineMessage
        tone="danger"
        what={askText.urgent}
        next={askText.urgentNote}
        action={{ word: askText.call(nationalNumbers.emergency), onPress: () => dial(nationalNumbers.emergency) }}
      />
    </>
  );
}
