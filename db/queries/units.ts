import type { ShiftOn } from '../../shared/rules/duty';
import type { Db } from '../client';
import { onDuty } from './duty';

export type UnitRow = { id: string; name: string; path: string; town: string | null };

const works = (db: Db) => db`
  (u.is_channel or exists (select 1 from staff_role r where r.unit_id = u.id and r.role in ('handler', 'unit_head')))`;

/** Units that take cases: the contact channels, and those with handlers or a head of their own. By the order of the tree. */
export async function workingUnits(db: Db): Promise<Omit<UnitRow, 'path'>[]> {
  const rows = await db<Omit<UnitRow, 'path'>[]>`select u.id, u.name, u.town from unit u where ${works(db)} order by u.path`;
  return [...rows];
}

/** Those of them that are, or stand below, a unit with one of these paths. */
export async function unitsUnder(db: Db, unitPaths: readonly string[]): Promise<{ id: string; name: string }[]> {
  const rows = await db<{ id: string; name: string }[]>`
    select u.id, u.name from unit u where u.path like any(${unitPaths.map((path) => `${path}%`)}) and ${works(db)} order by u.path`;
  return [...rows];
}

/** One of them, or null. */
export async function workingUnit(db: Db, id: string): Promise<UnitRow | null> {
  const [row] = await db<UnitRow[]>`select u.id, u.name, u.path, u.town from unit u where u.id = ${id} and ${works(db)}`;
  return row ?? null;
}

/** Who answers for what comes to a unit: its own head, else who is on duty in a shift at it or at the nearest unit above. */
export async function firstResponsible(db: Db, unitId: string, now: ShiftOn): Promise<string | null> {
  const [row] = await db<{ id: string | null }[]>`
    select coalesce(
      (select r.person_id from staff_role r where r.unit_id = u.id and r.role = 'unit_head' order by r.person_id limit 1),
      (select named.id from unit above cross join lateral (select ${onDuty(db, 'above', now)} as id) named
       where starts_with(u.path, above.path) and named.id is not null order by length(above.path) desc limit 1)) as id
    from unit u where u.id = ${unitId}`;
  return row?.id ?? null;
}

/** The unit above, or null at the top. */
export async function unitAbove(db: Db, unitId: string): Promise<string | null> {
  const [row] = await db<{ id: string | null }[]>`select parent_id as id from unit where id = ${unitId}`;
  return row?.id ?? null;
}
