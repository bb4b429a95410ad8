import type { GreenDocumentKind } from '../../shared/rules/green-ground';
import type { DocumentKind } from '../../shared/rules/id-number-documents';
import type { EnterpriseRole, StaffRole } from '../../shared/rules/roles';
import type { Db } from '../client';

/** The person with this openid, added on first sight. Two first sign-ins at once yield one person. */
export async function findOrAddPerson(tx: Db, person: { id: string; openid: string; now: string }): Promise<string> {
  const [row] = await tx<{ id: string }[]>`
    with added as (
      insert into person (id, openid, created_at) values (${person.id}, ${person.openid}, ${person.now})
      on conflict (openid) do nothing returning id
    )
    select id from added union all select id from person where openid = ${person.openid} limit 1`;
  if (row) return row.id;
  const [twin] = await tx<{ id: string }[]>`select id from person where openid = ${person.openid}`;
  if (!twin) throw new Error('person vanished between insert and look');
  return twin.id;
}

export type PersonRow = {
  id: string;
  openid: string | null;
  name: string | null;
  idKind: DocumentKind | null;
  idNumberSealed: Uint8Array | null;
  birthDate: string | null;
  phoneSealed: Uint8Array | null;
  realNameVerifiedAt: string | null;
  onlineBookingBlockedUntil: string | null;
  greenChannelUntil: string | null;
  greenChannelKind: GreenDocumentKind | null;
  staff: { role: StaffRole; unitId: string; unitName: string; hallId: string | null; counter: string | null }[];
  enterprises: { id: string; name: string; role: EnterpriseRole }[];
  unreadNotices: number;
};

export async function readPerson(db: Db, personId: string): Promise<PersonRow> {
  const [row] = await db<PersonRow[]>`
    select p.id, p.openid, p.name, p.id_kind as "idKind", p.id_number_sealed as "idNumberSealed", p.birth_date as "birthDate",
      p.phone_sealed as "phoneSealed", p.real_name_verified_at as "realNameVerifiedAt", p.online_booking_blocked_until as "onlineBookingBlockedUntil",
      p.green_channel_until as "greenChannelUntil", p.green_channel_kind as "greenChannelKind",
      coalesce((select json_agg(json_build_object('role', r.role, 'unitId', r.unit_id, 'unitName', u.name, 'hallId', r.hall_id, 'counter', r.counter)
        order by r.role) from staff_role r join unit u on u.id = r.unit_id join staff_binding b on b.person_id = r.person_id and b.ended_at is null
        where r.person_id = p.id), '[]') as staff,
      coalesce((select json_agg(json_build_object('id', e.id, 'name', e.name, 'role', m.role) order by e.name)
        from enterprise_member m join enterprise e on e.id = m.enterprise_id where m.person_id = p.id), '[]') as enterprises,
      (select count(*) from notice n where n.person_id = p.id and n.read_at is null) as "unreadNotices"
    from person p where p.id = ${personId}`;
  if (!row) throw new Error('the person of a session is missing');
  return row;
}

/** Stores a verified identity; false when the document number belongs to another person here. */
export async function storeRealName(
  tx: Db,
  identity: {
    personId: string;
    name: string;
    idKind: DocumentKind;
    idNumberSealed: Uint8Array;
    idNumberHash: Uint8Array;
    birthDate: string | null;
    now: string;
  },
): Promise<boolean> {
  const rows = await tx`
    update person set name = ${identity.name}, id_kind = ${identity.idKind}, id_number_sealed = ${identity.idNumberSealed},
      id_number_hash = ${identity.idNumberHash}, birth_date = ${identity.birthDate}, real_name_verified_at = ${identity.now}
    where id = ${identity.personId}
      and not exists (select from person other where other.id_number_hash = ${identity.idNumberHash} and other.id <> ${identity.personId})
    returning 1`;
  return rows.length === 1;
}

/** Whether the person has given a phone number. */
export async function hasPhone(db: Db, personId: string): Promise<boolean> {
  return (await db`select from person where id = ${personId} and phone_hash is not null`).length > 0;
}

export async function storePhone(tx: Db, phone: { personId: string; phoneSealed: Uint8Array; phoneHash: Uint8Array }): Promise<void> {
  await tx`update person set phone_sealed = ${phone.phoneSealed}, phone_hash = ${phone.phoneHash} where id = ${phone.personId}`;
}
