import { conferencesText } from '../../../shared/text/pages/conferences';
import { Chips } from '../../components/Chips';
import { DateField } from '../../components/DateField';
import { Labelled } from '../../components/Labelled';
import { TextField } from '../../components/TextField';
import { clocks, type ConferenceForm } from './form';

/** Day, time and place. */
export function Time({ form, onChange }: { form: ConferenceForm; onChange: (part: Partial<ConferenceForm>) => void }) {
  return (
    <>
      <Labelled label={conferencesText.day}>
        <DateField id="conference-day" label={conferencesText.day} value={form.day} onChange={(day) => onChange({ day })} />
      </Labelled>
      <Labelled label={conferencesText.clock}>
        <Chips
          label={conferencesText.clock}
          role="radio"
          chips={clocks.map((value) => ({ value, word: value }))}
          chosen={clocks.filter((value) => value === form.clock)}
          onPress={(clock) => onChange({ clock })}
        />
      </Labelled>
      <TextField
        id="conference-place"
        label={conferencesText.place}
        placeholder={conferencesText.placePlaceholder}
        value={form.place}
        maxLength={120}
        onChange={(place) => onChange({ place })}
      />
    </>
  );
}
