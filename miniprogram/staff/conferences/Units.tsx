import { useState } from 'react';
import { conferenceLimits } from '../../../shared/rules/conference-flow';
import { conferencesText } from '../../../shared/text/pages/conferences';
import { CheckLine } from '../../components/CheckLine';
import { InlineMessage } from '../../components/InlineMessage';
import { SearchField } from '../../components/SearchField';
import { Section } from '../../components/Section';
import { useRead } from '../../query';
import { Reading } from '../../Reading';

const shownAtOnce = 8;

/** Which units are invited: the chosen ones first, then those whose name has the words. */
export function Units({ chosen, onChange }: { chosen: string[]; onChange: (unitIds: string[]) => void }) {
  const [words, setWords] = useState('');
  const read = useRead('desk.units', {}, { keep: false });
  const toggle = (id: string, on: boolean) => onChange(on ? [...chosen, id].slice(0, conferenceLimits.units) : chosen.filter((one) => one !== id));
  return (
    <Reading read={read}>
      {({ units }) => {
        const found = units.filter(({ id, name }) => !chosen.includes(id) && name.includes(words.trim())).slice(0, shownAtOnce);
        const shown = [...units.filter(({ id }) => chosen.includes(id)), ...found];
        return (
          <Section title={conferencesText.chooseUnits} kind="bare">
            <SearchField value={words} label={conferencesText.findUnit} placeholder={conferencesText.findUnit} onChange={setWords} />
            {found.length === 0 ? <InlineMessage what={conferencesText.noUnit} /> : null}
            {shown.map(({ id, name }) => (
              <CheckLine key={id} checked={chosen.includes(id)} word={name} onChange={(on) => toggle(id, on)} />
            ))}
          </Section>
        );
      }}
    </Reading>
  );
}
