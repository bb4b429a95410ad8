import type { Db } from '../client';

export type ChannelRow = { id: string; name: string; town: string | null; phone: string; hours: string; onDuty: string | null; hasDuty: boolean };

/** The contact channels, the bureau first. Who is on duty is named only where the unit says so. */
export async function channels(db: Db): Promise<ChannelRow[]> {
  return db<ChannelRow[]>`
    select u.id, u.name, u.town, u.phone, u.hours, case when u.duty_named then duty.name end as "onDuty", u.duty_person_id is not null as "hasDuty"
    from unit u left join person duty on duty.id = u.duty_person_id where u.is_channel order by u.parent_id is not null, u.path`;
}
