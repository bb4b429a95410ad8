import type { StaffRole } from '../../shared/rules/roles';
import type { Db } from '../client';

export type StaffName = { id: string; name: string };

/** Holders of a role at a unit or above it, those nearest to the unit first. */
export async function staffReaching(db: Db, role: StaffRole, unitPath: string): Promise<StaffName[]> {
  const rows = await db<StaffName[]>`
    select p.id, p.name from staff_role r join person p on p.id = r.person_id join unit u on u.id = r.unit_id
    where r.role = ${role} and ${unitPath} like u.path || '%' and p.name is not null
    group by p.id, p.name order by max(length(u.path)) desc, p.name`;
  return [...rows];
}

/** The roles a person holds at a unit or above it. */
export async function rolesReaching(db: Db, personId: string, unitPath: string): Promise<StaffRole[]> {
  const rows = await db<{ role: StaffRole }[]>`
    select distinct r.role from staff_role r join unit u on u.id = r.unit_id
    where r.person_id = ${personId} and ${unitPath} like u.path || '%'`;
  return rows.map((row) => row.role);
}

/** Whether a person holds any staff role. */
export async function holdsRole(db: Db, personId: string): Promise<boolean> {
  const rows = await db`select 1 from staff_role where person_id = ${personId} limit 1`;
  return rows.length > 0;
}

/** The window officers of a hall. */
export async function officersOfHall(db: Db, hallId: string): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select distinct person_id as id from staff_role where hall_id = ${hallId} and role = 'officer'`;
  return rows.map((row) => row.id);
}
