import { visitDeskText } from '../../../shared/text/pages/visit-desk';
import { visitsText } from '../../../shared/text/pages/visits';
import { Labelled } from '../../components/Labelled';
import { NumberField } from '../../components/NumberField';
import { TextField } from '../../components/TextField';
import { PhotoField } from '../../photos/PhotoField';
import type { DraftPhoto, Photos } from '../../photos/usePhotos';
import type { ShownVisit } from '../../visits/VisitRow';
import { QuickWords } from '../cases/QuickWords';

export type LeaveForm = { result: string; people: string; photos: DraftPhoto[] };
type Props = { visit: ShownVisit; form: LeaveForm; photos: Photos; onChange: (part: Partial<LeaveForm>) => void };

/** What came of a stop: a phrase with one tap, for how many people, and photos. */
export function Leave({ visit, form, photos, onChange }: Props) {
  return (
    <>
      <QuickWords phrases={visitDeskText.leaveQuick} onPick={(result) => onChange({ result })} />
      <TextField
        id="leave-result"
        label={visitDeskText.leaveResult}
        value={form.result}
        multiline
        maxLength={1000}
        onChange={(result) => onChange({ result })}
      />
      <Labelled label={visitDeskText.leavePeople}>
        <NumberField
          id="leave-people"
          label={visitDeskText.leavePeople}
          unit={visitsText.peopleUnit}
          value={form.people === '' ? String(visit.people) : form.people}
          onChange={(people) => onChange({ people })}
        />
      </Labelled>
      <PhotoField title={visitDeskText.leavePhotos} photos={photos} />
    </>
  );
}
