import type { GreenFacts } from '../../shared/rules/green-ground';
import type { DocumentKind } from '../../shared/rules/id-number-documents';
import type { Db } from '../client';

/** The slot that runs at a hall and those that begin before `until`, the earliest first: a walk-in may take a place of these. */
export async function slotsNow(db: Db, at: { hallId: string; now: string; until: string }): Promise<{ id: string; startsAt: string }[]> {
  return db<{ id: string; startsAt: string }[]>`
    select id, starts_at as "startsAt" from slot where hall_id = ${at.hallId} and ends_at > ${at.now} and starts_at <= ${at.until} order by starts_at`;
}

/** The slot that a visit without a place belongs to: the running one, else the last that began today, else the first of the day. */
export async function slotOfVisit(db: Db, visit: { visitId: string; hallId: string; day: string; now: string }): Promise<string | null> {
  const [row] = await db<{ id: string }[]>`
    select s.id from slot s left join place p on p.slot_id = s.id and p.appointment_id = ${visit.visitId}
    where s.hall_id = ${visit.hallId} and s.day = ${visit.day}
    order by (p.id is not null) desc, (s.starts_at <= ${visit.now}) desc, abs(extract(epoch from s.starts_at - ${visit.now}::timestamptz)) limit 1`;
  return row?.id ?? null;
}

export type NewVisit = {
  id: string;
  code: string;
  personId: string;
  checklistId: string;
  itemCode: string;
  itemName: string;
  slotId: string;
  hallId: string;
  status: 'arrived' | 'in_service';
  now: string;
};

/** Numbers of live appointments from here on are walk-ins: they do not count against the limit of C4, and walking in stays open (C9). */
const walkInNumbersFrom = 101;

/** The appointment of a walk-in, always together with its event. */
export async function insertVisit(tx: Db, visit: NewVisit): Promise<void> {
  await tx`
    insert into appointment (id, code, person_id, item_code, item_name, checklist_id, slot_id, hall_id, status, way, live_number, created_at)
    select ${visit.id}, ${visit.code}, ${visit.personId}, ${visit.itemCode}, ${visit.itemName}, ${visit.checklistId}, ${visit.slotId}, ${visit.hallId},
      ${visit.status}, 'officer', greatest(${walkInNumbersFrom}, 1 + coalesce(max(live_number), 0)), ${visit.now}
    from appointment where person_id = ${visit.personId} and status in ('booked', 'confirmed', 'arrived', 'in_service')`;
}

export type KnownPerson = GreenFacts & { id: string };

/** The person with this number; in a transaction, nobody adopts the row (db/queries/adoption.ts) before its end. */
export async function findPersonByNumber(tx: Db, idNumberHash: Uint8Array): Promise<KnownPerson | null> {
  const [row] = await tx<KnownPerson[]>`
    select id, birth_date as "birthDate", green_channel_until as "greenChannelUntil", green_channel_kind as "greenChannelKind" from person where id_number_hash = ${idNumberHash} for key share`;
  return row ?? null;
}

/** Somebody the window knows from a document, without a WeChat account. False when a twin request has just added the number. */
export async function insertVisitor(
  tx: Db,
  visitor: {
    id: string;
    name: string;
    idKind: DocumentKind;
    idNumberSealed: Uint8Array;
    idNumberHash: Uint8Array;
    birthDate: string | null;
    now: string;
  },
): Promise<boolean> {
  const rows = await tx`
    insert into person (id, name, id_kind, id_number_sealed, id_number_hash, birth_date, created_at)
    values (${visitor.id}, ${visitor.name}, ${visitor.idKind}, ${visitor.idNumberSealed}, ${visitor.idNumberHash}, ${visitor.birthDate}, ${visitor.now})
    on conflict (id_number_hash) do nothing returning 1`;
  return rows.length === 1;
}
