import { useState } from 'react';
import { problemsText } from '../../../shared/text/pages/problems';
import { AnswerCard } from '../../components/AnswerCard';
import { InlineMessage } from '../../components/InlineMessage';
import { SearchField } from '../../components/SearchField';
import { useRead } from '../../query';
import { useSettled } from '../../settled';

/** Whoever is to solve it, found by name or unit. */
export function OwnerChoice({ chosen, onChoose }: { chosen: string | null; onChoose: (id: string) => void }) {
  const [typed, setTyped] = useState('');
  const words = useSettled(typed.trim());
  const { data } = useRead('systemic.owners', { words }, { keep: false, enabled: words !== '' });
  return (
    <>
      <SearchField value={typed} label={problemsText.findOwner} placeholder={problemsText.findOwner} onChange={setTyped} />
      {words === '' ? <InlineMessage what={problemsText.findFirst} /> : null}
      {data && data.owners.length === 0 ? <InlineMessage what={problemsText.noOwner} /> : null}
      {data && data.owners.length > 0 ? (
        <AnswerCard
          question={problemsText.owner}
          options={data.owners.map(({ id, name, unitName }) => ({ value: id, label: name, note: unitName }))}
          chosen={chosen}
          onChoose={onChoose}
        />
      ) : null}
    </>
  );
}
