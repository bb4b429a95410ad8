import { useState } from 'react';
import { requestsText } from '../../shared/text/pages/requests';
import { Chips } from '../components/Chips';
import { InlineMessage } from '../components/InlineMessage';
import { Labelled } from '../components/Labelled';
import { SearchField } from '../components/SearchField';
import { useRead } from '../query';

type Chosen = { itemCode: string; itemName: string };
const shown = 6;

/** What it is about: found by a word, or left out. */
export function ItemChoice({ itemCode, itemName, onChoose }: Chosen & { onChoose: (chosen: Chosen) => void }) {
  const [typed, setTyped] = useState('');
  const query = typed.trim();
  const { data } = useRead('items.search', { query }, { enabled: query !== '', keep: false });
  const found = (data?.items ?? []).slice(0, shown).map(({ code, name }) => ({ value: code, word: name }));
  const chips = itemCode && !found.some(({ value }) => value === itemCode) ? [{ value: itemCode, word: itemName || itemCode }, ...found] : found;
  return (
    <Labelled label={requestsText.item}>
      <SearchField value={typed} onChange={setTyped} label={requestsText.item} placeholder={requestsText.itemBox} />
      {chips.length > 0 ? (
        <Chips
          label={requestsText.item}
          role="radio"
          chips={chips}
          chosen={itemCode ? [itemCode] : []}
          onPress={(code) => {
            const word = chips.find(({ value }) => value === code)?.word ?? '';
            onChoose(code === itemCode ? { itemCode: '', itemName: '' } : { itemCode: code, itemName: word });
          }}
        />
      ) : query !== '' && data ? (
        <InlineMessage what={requestsText.itemNone} />
      ) : null}
    </Labelled>
  );
}
