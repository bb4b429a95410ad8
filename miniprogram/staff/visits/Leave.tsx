import { visitsText } from '../../../shared/text/pages/visits';
import { Labelled } from '../../components/Labelled';
import { NumberField } from '../../components/NumberField';
import { TextField } from '../../components/TextField';
import type { ShownVisit } from '../../visits/VisitRow';
import { QuickWords } from '../cases/QuickWords';

type Form = { result: string; people: string };

/** What came of a stop: a phrase with one tap, and for how many people. */
export function Leave({ visit, form, onChange }: { visit: ShownVisit; form: Form; onChange: (part: Partial<Form>) => void }) {
  return (
    <>
      <QuickWords phrases={visitsText.leaveQuick} onPick={(result) => onChange({ result })} />
      <TextField
        id="leave-result"
        label={visitsText.leaveResult}
        value={form.result}
        multiline
        maxLength={1000}
        onChange={(result) => onChange({ result })}
      />
      <Labelled label={visitsText.leavePeople}>
        <NumberField
          id="leave-people"
          label={visitsText.leavePeople}
          unit={visitsText.peopleUnit}
          value={form.people === '' ? String(visit.people) : form.people}
          onChange={(people) => onChange({ people })}
        />
      </Labelled>
    </>
  );
}
