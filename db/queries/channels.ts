import type { ShiftOn } from '../../shared/rules/duty';
import type { Db } from '../client';
import { onDuty } from './duty';

export type ChannelRow = { id: string; name: string; town: string | null; phone: string; hours: string; onDuty: string | null; hasDuty: boolean };

/** The contact channels, the bureau first, with who is on duty in a shift: named only where the unit says so. */
export async function channels(db: Db, now: ShiftOn): Promise<ChannelRow[]> {
  return db<ChannelRow[]>`
    select u.id, u.name, u.town, u.phone, u.hours, case when u.duty_named then duty.name end as "onDuty", duty.id is not null as "hasDuty"
    from unit u left join person duty on duty.id = ${onDuty(db, 'u', now)} where u.is_channel order by u.parent_id is not null, u.path`;
}
