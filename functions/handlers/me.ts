import type { Db, Tx } from '../../db/client';
import { violatedConstraint } from '../../db/client';
import { adoptPerson, lockCallers, lockTakenDown } from '../../db/queries/adoption';
import { type AccessRow, accessesTo } from '../../db/queries/audit';
import { formsOfPerson, handOverForm } from '../../db/queries/forms';
import { hasPhone, readPerson, storePhone, storeRealName } from '../../db/queries/people';
import { maskIdNumber, maskPhone, type Sealer } from '../../db/sealed';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { lookedAtOf } from '../../shared/rules/audit';
import { greenGroundOn } from '../../shared/rules/green-ground';
import type { Settings } from '../../shared/rules/settings';
import { checkDocument } from '../../shared/rules/id-number-documents';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { mayBeCaller } from '../../shared/rules/taken-down';
import type { Handlers } from '../call';
import type { Wechat } from '../ports/wechat';
import { limitIdentity } from '../rate-limits';
import { refuseForWechat } from '../wechat-outcome';
import { formCell } from './forms';

const cell = (personId: string, column: 'id_number' | 'phone') => ({ table: 'person', column, row: personId });

/** The person as the person sees it: numbers masked, roles and enterprises by name. */
type MeCall = { sealer: Sealer; settings: Settings; now: string };

export async function me(db: Db, { sealer, settings, now }: MeCall, personId: string): Promise<Output<'me.read'>> {
  const row = await readPerson(db, personId);
  return {
    id: row.id,
    name: row.name,
    realNameVerified: row.realNameVerifiedAt !== null,
    idKind: row.idKind,
    idNumberMasked: row.idNumberSealed && maskIdNumber(sealer.open(cell(row.id, 'id_number'), row.idNumberSealed)),
    birthDate: row.birthDate,
    phoneMasked: row.phoneSealed && maskPhone(sealer.open(cell(row.id, 'phone'), row.phoneSealed)),
    greenChannel: greenGroundOn(row, shanghaiDay(now), settings),
    staff: row.staff,
    enterprises: row.enterprises,
    unreadNotices: row.unreadNotices,
  };
}

const asAccess = ({ endpoint, ...row }: AccessRow) => ({ ...row, what: lookedAtOf(endpoint) });

/** A2, A3: real name and phone number of the signed-in person. */
export const meHandlers = {
  'me.read': (call) => me(call.database, call, call.actor.personId),

  'me.accesses': async ({ database, actor }) => ({ accesses: (await accessesTo(database, actor.personId, 50)).map(asAccess) }),

  'me.verifyRealName': async (call) => {
    const { name, idKind, idNumber } = call.input;
    const check = checkDocument(idKind, idNumber, shanghaiDay(call.now));
    if (!check.ok) refuse('invalid_input', { issues: [{ path: 'idNumber', problem: check.problem }] });
    await limitIdentity(call, check.number);
    const verdict = await call.ports.realName.check({ name, idKind, idNumber: check.number });
    if (verdict.result === 'unavailable') refuse('real_name_unavailable');
    if (verdict.result === 'mismatch') refuse('real_name_mismatch');
    try {
      return await call.write(async (tx) => {
        const { personId } = call.actor;
        const idNumberHash = call.sealer.hash('person', 'id_number', check.number);
        await adoptTakenDown(tx, call.sealer, { personId, idNumberHash });
        const stored = await storeRealName(tx, {
          personId,
          name,
          idKind,
          idNumberSealed: call.sealer.seal(cell(personId, 'id_number'), check.number),
          idNumberHash,
          birthDate: check.birthDate ?? null,
          now: call.now,
        });
        if (!stored) refuse('real_name_taken');
        return me(tx, call, personId);
      });
    } catch (error) {
      if (violatedConstraint(error) === 'person_id_number_hash_unique') refuse('real_name_taken');
      if (violatedConstraint(error) === 'appointment_one_live_per_item') refuse('already_booked');
      throw error;
    }
  },

  'me.setPhone': async (call) => {
    const { personId } = call.actor;
    const phone = 'phone' in call.input ? call.input.phone : await phoneFromWechat(call.ports.wechat, call.input.code);
    return call.write(async (tx) => {
      const phoneHash = call.sealer.hash('person', 'phone', phone);
      // A typed number proves nothing.
      if (!('phone' in call.input)) await adoptCallers(tx, { personId, phoneHash });
      await storePhone(tx, { personId, phoneSealed: call.sealer.seal(cell(personId, 'phone'), phone), phoneHash });
      return me(tx, call, personId);
    });
  },
} satisfies Handlers<'me.'>;

/** Whom the window knew by this number before there was a WeChat account is the person who has just proven it (ADR 0018). */
async function adoptTakenDown(tx: Tx, sealer: Sealer, { personId, idNumberHash }: { personId: string; idNumberHash: Uint8Array }): Promise<void> {
  const known = await lockTakenDown(tx, { personId, idNumberHash });
  if (!known) return;
  await handOverForms(tx, sealer, { from: known.id, to: personId });
  await adoptPerson(tx, { from: known.id, to: personId });
  if (!known.phoneSealed || !known.phoneHash || (await hasPhone(tx, personId))) return;
  const phone = sealer.open(cell(known.id, 'phone'), known.phoneSealed);
  await storePhone(tx, { personId, phoneSealed: sealer.seal(cell(personId, 'phone'), phone), phoneHash: known.phoneHash });
}

/** What a relative filled in for the person opens only for its new row: each form is sealed anew. */
async function handOverForms(tx: Tx, sealer: Sealer, { from, to }: { from: string; to: string }): Promise<void> {
  for (const { checklistId, contentSealed } of await formsOfPerson(tx, from)) {
    const plain = sealer.open(formCell(checklistId, from), contentSealed);
    await handOverForm(tx, { from, to, checklistId, contentSealed: sealer.seal(formCell(checklistId, to), plain) });
  }
}

/** What was taken down for this number by phone or at a window (D2) is on one timeline with what the account files itself. */
async function adoptCallers(tx: Tx, { personId, phoneHash }: { personId: string; phoneHash: Uint8Array }): Promise<void> {
  const { name, realNameVerifiedAt } = await readPerson(tx, personId);
  for (const caller of await lockCallers(tx, { personId, phoneHash }))
    if (mayBeCaller(realNameVerifiedAt === null ? null : name, caller.name)) await adoptPerson(tx, { from: caller.id, to: personId });
}

async function phoneFromWechat(wechat: Wechat, code: string): Promise<string> {
  const answer = await wechat.phoneNumber(code);
  if (!answer.ok) refuseForWechat(answer, 'phone_code_invalid');
  return answer.value.phone;
}
