import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { itemCategories } from '../../../shared/rules/service-item';
import { kitText } from '../../../shared/text/kit';
import { itemsText } from '../../../shared/text/pages/items';
import { AsOf } from '../../AsOf';
import { Chips } from '../../components/Chips';
import { EmptyState } from '../../components/EmptyState';
import { InlineMessage } from '../../components/InlineMessage';
import { PageFrame } from '../../components/PageFrame';
import { SearchField } from '../../components/SearchField';
import { Section } from '../../components/Section';
import { Skeleton } from '../../components/Skeleton';
import { go } from '../../go';
import { parameter, paths } from '../../paths';
import { Categories } from './Categories';
import { Group } from './Group';
import { ItemRow } from './ItemRow';
import { Procedures } from './Procedures';
import { type Search, useSearch } from './useSearch';
import { Refusal } from '../../Refusal';

/** Finding a matter by everyday words, by life event, or by its group; a group opened on top of it. */
export default function SearchPage() {
  const { params } = useRouter();
  const category = itemCategories.find((known) => known === parameter(params, 'category'));
  return category ? <Group category={category} opened={parameter(params, 'part')} /> : <Find first={parameter(params, 'query')} />;
}

function Find({ first }: { first: string }) {
  const [typed, setTyped] = useState(first);
  const search = useSearch(typed);
  const isSearching = typed.trim() !== '';
  return (
    <PageFrame title={itemsText.search} note={itemsText.searchNote}>
      <SearchField value={typed} onChange={setTyped} label={itemsText.box} placeholder={itemsText.placeholder} />
      {!isSearching && search.lifeEvents.length > 0 ? <LifeEvents events={search.lifeEvents} onPick={setTyped} /> : null}
      {search.error ? <Refusal error={search.error} action={{ word: kitText.retry, onPress: search.refresh }} /> : null}
      <AsOf read={search} />
      {search.isOffline ? <InlineMessage tone="attention" what={itemsText.offlineFound} /> : null}
      {!search.items ? (
        search.error ? null : (
          <Skeleton rows={5} />
        )
      ) : isSearching ? (
        <Found items={search.items} procedures={search.procedures} query={typed.trim()} />
      ) : (
        <>
          <Categories items={search.items} />
          <Procedures procedures={search.procedures} />
        </>
      )}
    </PageFrame>
  );
}

const firstEvents = 8;

/** Life events, the first few until the others are asked for. */
function LifeEvents({ events, onPick }: { events: string[]; onPick: (event: string) => void }) {
  const [all, setAll] = useState(false);
  const shown = all ? events : events.slice(0, firstEvents);
  const chips = shown.map((event) => ({ value: event, word: event }));
  const more = { value: '', word: itemsText.moreEvents };
  return (
    <Section title={itemsText.lifeEvents} kind="bare">
      <Chips
        label={itemsText.lifeEvents}
        chips={shown.length < events.length ? [...chips, more] : chips}
        onPress={(event) => (event === '' ? setAll(true) : onPick(event))}
      />
    </Section>
  );
}

function Found({ items, procedures, query }: { items: NonNullable<Search['items']>; procedures: Search['procedures']; query: string }) {
  if (items.length === 0 && procedures.length > 0) return <Procedures procedures={procedures} />;
  if (items.length === 0) {
    return <EmptyState icon="search" what={itemsText.nothing(query)} first={{ word: itemsText.ask, onPress: () => go(paths.ask(query)) }} />;
  }
  return (
    <>
      <Section title={itemsText.found(items.length)} kind="rows">
        {items.map((item) => (
          <ItemRow key={item.code} item={item} />
        ))}
      </Section>
      <Procedures procedures={procedures} />
    </>
  );
}
