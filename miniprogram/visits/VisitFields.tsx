import { type HomeVisitKind, type HomeVisitNeed, homeVisitKinds, homeVisitNeeds } from '../../shared/rules/home-visit-flow';
import { homeVisitKindNotes, homeVisitKindWords, homeVisitNeedWords } from '../../shared/text/home-visits';
import { visitsText } from '../../shared/text/pages/visits';
import { AnswerCard } from '../components/AnswerCard';
import { Chips } from '../components/Chips';
import { InlineMessage } from '../components/InlineMessage';
import { Labelled } from '../components/Labelled';
import { NumberField } from '../components/NumberField';
import { TextField } from '../components/TextField';
import type { Point } from '../cases/matter';
import { Where } from '../pages/requests/Where';

/** What both the firm that asks for a visit and staff who offer one fill in. */
export type VisitForm = {
  kind: HomeVisitKind | null;
  need: HomeVisitNeed | null;
  people: string;
  address: string;
  opens: string;
  closes: string;
  note: string;
  /** On a map, for whoever drives there; a draft of an earlier version has none. */
  point?: Point | null;
};
export const emptyVisit: VisitForm = { kind: null, need: null, people: '', address: '', opens: '09:00', closes: '17:30', note: '' };

const mornings = ['08:00', '09:00', '10:00', '14:00'] as const;
const evenings = ['12:00', '17:30', '20:00', '22:00'] as const;

/** The visit that a form asks for, of a group of so many where a list names them; null while something is missing. */
export function wantedVisit({ kind, need, opens, closes, point, ...form }: VisitForm, ofGroup?: number) {
  const people = ofGroup ?? Number(form.people);
  const [address, note] = [form.address.trim(), form.note.trim()];
  if (kind === null || need === null || !Number.isInteger(people) || people <= 0 || address.length < 4) return null;
  return { kind, need, people, address, opens, closes, ...(point ? { point } : {}), ...(note.length >= 2 ? { note } : {}) };
}

type VisitFieldsProps = {
  /** Before the ids of the fields. */
  id: string;
  form: VisitForm;
  /** In place of how many people there are, where a list names them. */
  group?: string | null;
  onChange: (part: Partial<VisitForm>) => void;
};

/** Why, for how many, where and between what hours. */
export function VisitFields({ id, form, group, onChange }: VisitFieldsProps) {
  return (
    <>
      <AnswerCard
        question={visitsText.kind}
        options={homeVisitKinds.map((value) => ({ value, label: homeVisitKindWords[value], note: homeVisitKindNotes[value] }))}
        chosen={form.kind}
        onChoose={(kind) => onChange({ kind })}
      />
      <AnswerCard
        question={visitsText.need}
        options={homeVisitNeeds.map((value) => ({ value, label: homeVisitNeedWords[value] }))}
        chosen={form.need}
        onChoose={(need) => onChange({ need })}
      />
      {group ? (
        <InlineMessage what={group} />
      ) : (
        <Labelled label={visitsText.people}>
          <NumberField
            id={`${id}-people`}
            label={visitsText.people}
            unit={visitsText.peopleUnit}
            value={form.people}
            onChange={(people) => onChange({ people })}
          />
        </Labelled>
      )}
      <Where
        place={form.address}
        point={form.point ?? null}
        wanted={{ label: visitsText.address, placeholder: visitsText.addressPlaceholder }}
        onChange={({ place, point }) => onChange({ ...(place === undefined ? {} : { address: place }), ...(point === undefined ? {} : { point }) })}
      />
      <Hours label={visitsText.opens} hours={mornings} chosen={form.opens} onChoose={(opens) => onChange({ opens })} />
      <Hours label={visitsText.closes} hours={evenings} chosen={form.closes} onChoose={(closes) => onChange({ closes })} />
      <TextField
        id={`${id}-note`}
        label={visitsText.note}
        placeholder={visitsText.notePlaceholder}
        optional
        multiline
        value={form.note}
        maxLength={300}
        onChange={(note) => onChange({ note })}
      />
    </>
  );
}

function Hours({ label, hours, chosen, onChoose }: { label: string; hours: readonly string[]; chosen: string; onChoose: (clock: string) => void }) {
  return (
    <Labelled label={label}>
      <Chips label={label} role="radio" chips={hours.map((value) => ({ value, word: value }))} chosen={[chosen]} onPress={onChoose} />
    </Labelled>
  );
}
