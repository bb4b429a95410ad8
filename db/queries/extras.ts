import type { ExtraOutcome, ExtraReason } from '../../shared/rules/extra-material';
import type { Db } from '../client';

export type ExtraRow = { id: string; name: string; reason: ExtraReason; words: string; askedAt: string };

const columns = (db: Db) => db`x.id, x.name, x.reason, x.words, x.asked_at as "askedAt"`;

/** What a window asked for beyond the list of an appointment, in the order asked. */
export async function extrasOf(db: Db, appointmentId: string): Promise<ExtraRow[]> {
  return db<ExtraRow[]>`select ${columns(db)} from extra_material x where x.appointment_id = ${appointmentId} order by x.asked_at, x.id`;
}

export type NewExtra = ExtraRow & { appointmentId: string; itemCode: string; itemVersion: number; askedBy: string };

/** False when the same name was asked for already. */
export async function insertExtra(tx: Db, extra: NewExtra): Promise<boolean> {
  const { id, appointmentId, itemCode, itemVersion, name, reason, words, askedBy, askedAt } = extra;
  const rows = await tx`
    insert into extra_material (id, appointment_id, item_code, item_version, name, reason, words, asked_by, asked_at)
    values (${id}, ${appointmentId}, ${itemCode}, ${itemVersion}, ${name}, ${reason}, ${words}, ${askedBy}, ${askedAt})
    on conflict (appointment_id, name) do nothing returning 1`;
  return rows.length === 1;
}

export type OwnedExtra = ExtraRow & {
  itemCode: string;
  itemName: string;
  itemVersion: number;
  hallName: string;
  times: number;
  outcome: ExtraOutcome | null;
  reply: string | null;
  askedBy: string;
};

/** `heads` are the paths of the units whose department's items count; null = every item. */
const owned = (db: Db, heads: readonly string[] | null) => db`
  from extra_material x join appointment a on a.id = x.appointment_id join hall h on h.id = a.hall_id
  join service_item i on i.code = x.item_code and i.version = x.item_version
  where ${
    heads === null ? db`true` : db`exists (select from unit d, unnest(${heads}::text[]) head where d.branch = i.branch and starts_with(d.path, head))`
  }`;

/** Entries of the items one owns: what is not settled first, newest first. */
export async function extrasOwned(db: Db, heads: readonly string[] | null, limit: number): Promise<OwnedExtra[]> {
  return db<OwnedExtra[]>`
    select ${columns(db)}, x.item_code as "itemCode", a.item_name as "itemName", x.item_version as "itemVersion", h.name as "hallName",
      (select count(*)::int from extra_material y where y.item_code = x.item_code and y.name = x.name) as times, x.outcome, x.reply, x.asked_by as "askedBy"
    ${owned(db, heads)} order by (x.outcome is null) desc, x.asked_at desc, x.id limit ${limit}`;
}

export async function openExtras(db: Db, heads: readonly string[] | null): Promise<number> {
  const [row] = await db<{ count: number }[]>`select count(*)::int as count ${owned(db, heads)} and x.outcome is null`;
  return row?.count ?? 0;
}

/** One entry of an item one owns, kept still until the transaction ends. */
export async function extraOwned(
  tx: Db,
  heads: readonly string[] | null,
  id: string,
): Promise<(Pick<OwnedExtra, 'name' | 'itemName' | 'outcome' | 'askedBy'> & { appointmentId: string }) | null> {
  const [row] = await tx<(Pick<OwnedExtra, 'name' | 'itemName' | 'outcome' | 'askedBy'> & { appointmentId: string })[]>`
    select x.name, a.item_name as "itemName", x.outcome, x.asked_by as "askedBy", x.appointment_id as "appointmentId"
    ${owned(tx, heads)} and x.id = ${id} for update of x`;
  return row ?? null;
}

export async function settleExtra(tx: Db, id: string, settled: { outcome: ExtraOutcome; reply: string; by: string; at: string }): Promise<void> {
  await tx`
    update extra_material set outcome = ${settled.outcome}, reply = ${settled.reply}, settled_by = ${settled.by}, settled_at = ${settled.at} where id = ${id}`;
}
