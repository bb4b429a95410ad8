import * as z from 'zod/mini';
import type { Db, Tx } from '../../db/client';
import { endGuideSessions } from '../../db/queries/guide-sessions';
import { adoptChecklist, type FormList, formOf, formOfAppointment, type FormRow, listForForm, storeForm } from '../../db/queries/forms';
import { itemVersion } from '../../db/queries/items';
import { readPerson } from '../../db/queries/people';
import { maskIdNumber, maskPhone, type Sealer } from '../../db/sealed';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { type AskedField, checkForm, factValues, fieldsThatApply, type FormLock, normalisedForm } from '../../shared/rules/form';
import { type FieldFact, fieldKinds } from '../../shared/rules/form-types';
import { answersFromTexts } from '../../shared/rules/interview-result';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { fieldValueText } from '../../shared/text/form';
import type { Call, Handlers } from '../call';

/**
 * What is sealed: the typed values; in a filled form also the values of the verified identity and the lines as they were filled in, so that
 * the officer reads what the person handed in, whatever changes later.
 */
const sealedContent = z.strictObject({
  values: z.record(z.string(), z.string()),
  lines: z.array(z.strictObject({ id: z.string(), label: z.string(), kind: z.enum(fieldKinds), value: z.string() })),
});
type Content = z.output<typeof sealedContent>;

/** Which cell of the store a form is sealed for. */
export const formCell = (checklistId: string, personId: string) => ({
  table: 'checklist_form',
  column: 'content',
  row: `${checklistId}:${personId}`,
});
type FormCall = { database: Db; sealer: Sealer; now: string };

/** B10: what is filled in before the visit. */
export const forms = {
  'forms.read': async (call) => {
    // Whoever brings a session that has run out is told so, not taken for a stranger.
    if (!call.actor && call.request.headers.has('authorization')) refuse('session_expired');
    const personId = call.actor?.personId ?? null;
    const list = await listForForm(call.database, call.input.code, personId);
    if (!list) refuse('not_found');
    if (personId === null && list.ownerId !== null) refuse('sign_in_required');
    if (personId !== null && !mayFill(list, personId)) refuse('not_found');
    return view(call, call.database, list, list.fillsFor);
  },

  'forms.save': (call) =>
    write(call, ({ stored }) => {
      // A filled form stays filled until it is handed in anew: nobody loses it by opening it.
      if (stored?.state === 'filled') refuse('wrong_state', { state: 'filled' });
      return { state: 'draft', lines: [] };
    }),

  'forms.submit': (call) =>
    write(call, ({ fields, values, facts }) => {
      const whole = { ...facts, ...values };
      const problems = checkForm(fields, whole, shanghaiDay(call.now), 'complete');
      if (problems.length > 0) refuse('form_incomplete', { problems });
      const lines = fields.flatMap((field) => {
        const value = normalisedForm([field], whole)[field.id];
        return value === undefined ? [] : [{ id: field.id, label: field.label, kind: field.kind, value: fieldValueText(field, value) }];
      });
      return { state: 'filled', lines };
    }),
} satisfies Handlers<'forms.'>;

type Writing = { fields: AskedField[]; values: Record<string, string>; facts: Record<string, string>; stored: FormRow | null };

/** One write of the owner, on a list that stands still: adopts a list without an owner, notices a newer version, stores the next. */
function write(
  call: Call<'forms.save'> | Call<'forms.submit'>,
  decide: (writing: Writing) => { state: FormRow['state']; lines: Content['lines'] },
): Promise<Output<'forms.read'>> {
  const { code, values: typed, version } = call.input;
  return call.write(async (tx) => {
    const list = await listForForm(tx, code, call.actor.personId, 'lock');
    if (!list || !mayFill(list, call.actor.personId)) refuse('not_found');
    const personId = list.fillsFor ?? call.actor.personId;
    const lock = lockOf(list, call.now);
    if (lock === 'expired') refuse('checklist_expired');
    if (lock === 'at_window') refuse('form_closed');
    const fields = await fieldsOf(tx, list);
    const values = keptValues(fields, typed, call.name === 'forms.submit');
    const stored = await formOf(tx, list.id, personId);
    const facts = factValues(fields, await factsOf(tx, call.sealer, personId, 'plain'));
    const decision = decide({ fields, values, facts, stored });
    const content: Content = { values, lines: decision.lines };
    if (stored && stored.version !== version && !isSame(open(call.sealer, list.id, personId, stored), content)) {
      refuse('form_changed', { version: stored.version });
    }
    await adoptChecklist(tx, list.id, personId);
    await storeForm(tx, {
      checklistId: list.id,
      personId,
      state: decision.state,
      contentSealed: call.sealer.seal(formCell(list.id, personId), JSON.stringify(content)),
      expiresAt: list.expiresAt,
      now: call.now,
    });
    // What is handed in is final for the guide who helped with it.
    if (decision.state === 'filled') {
      const { personId: actorId } = call.actor;
      await endGuideSessions(tx, { checklistId: list.id, filledBy: actorId }, { by: 'finished', side: 'citizen', actorId, now: call.now });
    }
    return view(call, tx, list, personId);
  });
}

/** A draft keeps what was typed as it was typed; what is handed in is normalised. Fields that do not apply keep nothing. */
function keptValues(fields: readonly AskedField[], typed: Record<string, string>, normalise: boolean): Record<string, string> {
  if (normalise) return normalisedForm(fields, typed);
  return Object.fromEntries(fields.flatMap(({ id }) => (typed[id] ? [[id, typed[id]]] : [])));
}

const isSame = (one: Content, other: Content) => JSON.stringify(one) === JSON.stringify(other);

/** The person of the list, who books for that person, whoever has booked with it, or, while it has no person, anyone who holds its code. */
function mayFill(list: FormList, personId: string): boolean {
  return list.ownerId === null || list.ownerId === personId || list.ownerId === list.fillsFor || list.hasAppointment;
}

/** May be changed until the person is at the window; a visit ahead keeps a list open that has run out. */
function lockOf(list: FormList, now: string): FormLock {
  if (list.atWindow) return 'at_window';
  return list.expiresAt <= now && !list.hasLive ? 'expired' : 'open';
}

async function fieldsOf(db: Db, list: FormList): Promise<AskedField[]> {
  const item = await itemVersion(db, list.itemCode, list.itemVersion);
  // Versions loaded before items had a form have none.
  if (!item?.form) return [];
  return fieldsThatApply(item.form, item.interview, answersFromTexts(item.interview, list.answers), shanghaiDay(list.createdAt));
}

/** Only what has been verified, or given as one's own phone. */
async function factsOf(db: Db, sealer: Sealer, personId: string, how: 'plain' | 'masked'): Promise<Partial<Record<FieldFact, string>>> {
  const person = await readPerson(db, personId);
  const openOf = (column: 'id_number' | 'phone', sealed: Uint8Array) => sealer.open({ table: 'person', column, row: personId }, sealed);
  const phone = person.phoneSealed && openOf('phone', person.phoneSealed);
  const number =
    person.realNameVerifiedAt !== null && person.idKind === 'resident_id' && person.idNumberSealed
      ? openOf('id_number', person.idNumberSealed)
      : null;
  return {
    ...(person.realNameVerifiedAt !== null && person.name ? { name: person.name } : {}),
    ...(number ? { id_number: how === 'plain' ? number : maskIdNumber(number) } : {}),
    ...(phone ? { phone: how === 'plain' ? phone : maskPhone(phone) } : {}),
  };
}

function open(sealer: Sealer, checklistId: string, personId: string, row: FormRow): Content {
  return z.parse(sealedContent, JSON.parse(sealer.open(formCell(checklistId, personId), row.contentSealed)));
}

async function view({ sealer, now }: FormCall, db: Db, list: FormList, personId: string | null): Promise<Output<'forms.read'>> {
  const fields = await fieldsOf(db, list);
  const stored = personId === null ? null : await formOf(db, list.id, personId);
  const values = stored && personId !== null ? open(sealer, list.id, personId, stored).values : {};
  return {
    code: list.code,
    itemCode: list.itemCode,
    itemName: list.itemName,
    fields,
    answers: list.answers,
    state: stored?.state ?? 'none',
    lock: lockOf(list, now),
    version: stored?.version ?? 0,
    updatedAt: stored?.updatedAt ?? null,
    values,
    facts: personId === null ? {} : factValues(fields, await factsOf(db, sealer, personId, 'masked')),
    problems: checkForm(fields, values, shanghaiDay(now), 'draft'),
  };
}

/** A form as two phones see it (F2). The caller has made sure of the session. */
export async function guidedForm(call: FormCall, db: Db, code: string, personId: string): Promise<Output<'forms.read'> | null> {
  const list = await listForForm(db, code, personId);
  return list && mayFill(list, personId) ? view(call, db, list, list.fillsFor) : null;
}

/** The list of a form that two phones are about to fill in, locked; it becomes the person's when nobody has it. Refuses what can no longer be changed. */
export async function lockedFormList(tx: Tx, code: string, personId: string, now: string): Promise<FormList> {
  const list = await listForForm(tx, code, personId, 'lock');
  if (!list || !mayFill(list, personId)) refuse('not_found');
  const lock = lockOf(list, now);
  if (lock === 'expired') refuse('checklist_expired');
  if (lock === 'at_window') refuse('form_closed');
  await adoptChecklist(tx, list.id, personId);
  return list;
}

/** Writes one field of the person's draft, on a list from `lockedFormList`, leaving the others as they are. A filled form is not touched. */
export async function fillField(
  call: FormCall,
  tx: Tx,
  list: FormList,
  write: { personId: string; field: string; value: string; mayWrite: (field: AskedField) => boolean },
): Promise<void> {
  const personId = list.fillsFor ?? write.personId;
  const fields = await fieldsOf(tx, list);
  const field = fields.find(({ id }) => id === write.field);
  if (!field) refuse('wrong_state');
  if (!write.mayWrite(field)) refuse('field_private');
  const stored = await formOf(tx, list.id, personId);
  if (stored?.state === 'filled') refuse('wrong_state', { state: 'filled' });
  const before = stored ? open(call.sealer, list.id, personId, stored).values : {};
  const content: Content = { values: keptValues(fields, { ...before, [field.id]: write.value }, false), lines: [] };
  const contentSealed = call.sealer.seal(formCell(list.id, personId), JSON.stringify(content));
  await storeForm(tx, { checklistId: list.id, personId, state: 'draft', contentSealed, expiresAt: list.expiresAt, now: call.now });
}

/** The filled form of an appointment as its officer sees it; null until it is complete. The caller has made sure of the hall. */
export async function filledFormOf(db: Db, sealer: Sealer, appointmentId: string): Promise<Output<'window.read'>['form']> {
  const row = await formOfAppointment(db, appointmentId);
  if (row?.state !== 'filled') return null;
  const { lines } = open(sealer, row.checklistId, row.personId, row);
  return {
    filledAt: row.updatedAt,
    lines: lines.map(({ id, label, kind, value }) => ({
      id,
      label,
      value: kind === 'id_number' ? maskIdNumber(value) : value,
      masked: kind === 'id_number',
    })),
  };
}
