import { useState } from 'react';
import { deskText } from '../../../shared/text/pages/desk';
import { rectificationsText } from '../../../shared/text/rectifications';
import { Action } from '../../components/Action';
import { AnswerCard } from '../../components/AnswerCard';
import { InlineMessage } from '../../components/InlineMessage';
import { Labelled } from '../../components/Labelled';
import { NumberField } from '../../components/NumberField';
import { SearchField } from '../../components/SearchField';
import { TextField } from '../../components/TextField';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import type { Rectifying } from './rectifying';

type Props = { form: Rectifying; place: string | null; onChange: (part: Partial<Rectifying>) => void };

/** A new hidden danger: what, where, who puts it right, until when. */
export function OrderFields({ form, place, onChange }: Props) {
  return (
    <>
      <InlineMessage what={rectificationsText.orderNote} />
      <TextField
        id="rectification-hazard"
        label={rectificationsText.hazard}
        placeholder={rectificationsText.hazardPlaceholder}
        value={form.hazard}
        multiline
        maxLength={500}
        onChange={(hazard) => onChange({ hazard })}
      />
      <TextField
        id="rectification-place"
        label={rectificationsText.place}
        placeholder={rectificationsText.placePlaceholder}
        value={form.place}
        maxLength={120}
        onChange={(value) => onChange({ place: value })}
      />
      {place && form.place === '' ? <Action kind="text" word={rectificationsText.samePlace(place)} onPress={() => onChange({ place })} /> : null}
      <Labelled label={rectificationsText.days}>
        <NumberField
          id="rectification-days"
          label={rectificationsText.days}
          unit={deskText.workingDays}
          value={form.workingDays}
          onChange={(workingDays) => onChange({ workingDays })}
        />
      </Labelled>
      <Unit chosen={form.unitId} onChoose={(unitId) => onChange({ unitId })} />
    </>
  );
}

function Unit({ chosen, onChoose }: { chosen: string | null; onChoose: (unitId: string) => void }) {
  const [words, setWords] = useState('');
  const read = useRead('desk.units', {}, { keep: false });
  return (
    <Reading read={read}>
      {({ units }) => {
        const asked = words.trim();
        // Few are shown until a word narrows them: a city has more than forty.
        const shown = units.filter(({ id, name }) => id === chosen || (asked !== '' && name.includes(asked)));
        return (
          <>
            <SearchField value={words} label={deskText.findUnit} placeholder={deskText.findUnit} onChange={setWords} />
            {shown.length > 0 ? (
              <AnswerCard
                question={rectificationsText.unit}
                options={shown.map(({ id, name, town }) => ({ value: id, label: name, ...(town ? { note: town } : {}) }))}
                chosen={chosen}
                onChoose={onChoose}
              />
            ) : asked ? (
              <InlineMessage what={deskText.noUnit} />
            ) : null}
          </>
        );
      }}
    </Reading>
  );
}
