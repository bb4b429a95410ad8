import type { Database } from '../../../db/client';
import { createSealer } from '../../../db/sealed';
import { newId } from '../../../functions/ids';
import { aChecklist } from '../../support/builders';
import type { CaseTown } from '../../support/case-town';
import { testNow, testSealKey } from '../../support/test-city';
import type { Client, Someone } from './client';
import { crowd } from './crowd';

/** A list of an enterprise (D9): its people, in the order of the list, and who books for them. One client at a time has it in hand. */
export type Group = { id: string; actor: { id: string; token: string }; people: Someone[] };
/** Where blocks are taken: the slots of this day by when they begin, the same that everybody books. */
export type BlockDay = { hallId: string; date: string; slotAt: Map<string, string> };

const peopleAGroup = 6;

/** Lists as an upload leaves them, each of an item of its own. */
export async function someGroups(db: Database, count: number, hallId: string, { enterpriseId, employee }: CaseTown): Promise<Group[]> {
  await db`insert into setting (name, value) values ('enterpriseTakesPublic', '1') on conflict (name) do update set value = '1'`;
  const sealer = createSealer(testSealKey);
  const groups: Group[] = [];
  for (let n = 0; n < count; n++) {
    const id = newId('group', testNow);
    const item = `group-item-${n}`;
    const people = await crowd(db, peopleAGroup, testNow);
    await db`
      insert into group_list (id, enterprise_id, item_code, item_version, item_name, made_by, made_at)
      values (${id}, ${enterpriseId}, ${item}, 1, '测试事项', ${employee.id}, ${testNow})`;
    for (const [index, { idNumber }] of people.entries()) {
      const sealed = sealer.seal({ table: 'group_person', column: 'id_number', row: `${id}:${index + 1}` }, idNumber);
      const checklistCode = await aChecklist(db, { item, halls: [hallId] });
      await db`
        insert into group_person (group_id, seq, name, id_number_sealed, id_number_hash, id_number_masked, checklist_code, result)
        values (${id}, ${index + 1}, '测试群众', ${sealed}, ${sealer.hash('person', 'id_number', idNumber)}, '99****', ${checklistCode}, 'waiting')`;
    }
    groups.push({ id, actor: employee, people });
  }
  return groups;
}

export const unplaced = ({ people }: Group): number => people.filter(({ live }) => live.length === 0).length;

/** A block for the first few on the list who have no place. Too few on the whole day is no word about one slot: nothing to check. */
export async function bookBlock(client: Client, group: Group, { hallId, date, slotAt }: BlockDay, way: string): Promise<void> {
  const { ledger } = client.field;
  const count = 1 + Math.floor(client.random() * Math.min(3, unplaced(group)));
  const reply = await client.send('groups.book', { id: group.id, hallId, date, count }, group.actor, way);
  if (!reply.body) return;
  let placed = 0;
  for (const { seq, place } of reply.body.list) {
    const person = group.people[seq - 1];
    const slotId = slotAt.get(place?.startsAt ?? '');
    if (!person || !place || place.status !== 'booked' || person.live.length > 0) continue;
    if (slotId === undefined) ledger.wrong.push(`a block was given a place at ${place.startsAt}, where there is no slot`);
    else {
      placed += 1;
      person.live.push({ id: place.appointmentId, slotId, items: [] });
      ledger.taken(slotId, reply, `${way} for ${person.id}`);
    }
  }
  if (placed !== count) ledger.wrong.push(`a block of ${count} was given ${placed} places`);
}

export async function cancelOfGroup(client: Client, group: Group, way: string): Promise<void> {
  const person = client.any(group.people.filter(({ live }) => live.length > 0));
  const live = person.live[0];
  if (!live) return;
  const reply = await client.send('groups.cancelPlace', { id: group.id, seq: group.people.indexOf(person) + 1 }, group.actor, way);
  if (!reply.body) return;
  person.live = [];
  client.field.ledger.comesBack(live.slotId, reply, `${way} of ${person.id}`);
}
