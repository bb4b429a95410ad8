import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { fates } from '../../db/data-map/erasure';
import { dataMap } from '../../db/data-map/index';
import { countStored } from '../../db/queries/stored-about';
import * as schema from '../../db/schema/index';
import { nobody } from '../../db/queries/retention';
import type { Output } from '../../shared/contract/index';
import type { Who } from '../prove/access/people';
import { buildScene } from '../prove/access/scene';

/** One of everything, as the access prover sets it up. Each of its people who may asks to be forgotten, one after the other. */
let built: Awaited<ReturnType<typeof buildScene>>;
beforeAll(async () => {
  built = await buildScene();
  const { db } = built.service;
  const ids = citizens.map((who) => built.scene.people[who]);
  // Whoever is neither staff nor at a window nor answers for a firm alone. Accounts of the scene are bound for the sake of its staff.
  await db`delete from staff_binding where person_id = any(${ids})`;
  await db`
    update appointment set status = 'fulfilled' where status in ('arrived', 'in_service') and person_id = any(${ids})`;
  await db`update appointment a set status = 'no_show' from slot s where s.id = a.slot_id and a.status in ('booked', 'confirmed') and s.starts_at < ${built.scene.now}`;
  await db`update appointment set status = 'cancelled' where status in ('booked', 'confirmed') and booked_by = ${built.scene.people.holder}`;
  await db`update queue_ticket set status = 'missed' where status in ('waiting', 'called', 'serving', 'parked')`;
});
afterAll(() => built?.service.stop());

const citizens = ['citizen', 'passerby', 'outsider', 'colleague', 'kin', 'holder'] as const satisfies readonly Who[];
type Parts = Output<'stored.erase'>['parts'];

/** How many rows every table has, and what stands in them: a rehearsal leaves all as it was. */
async function fingerprint(): Promise<string> {
  const found: string[] = [];
  for (const table of Object.keys(dataMap)) {
    if (['request_count', 'audit_entry', 'audit_waiting'].includes(table)) continue;
    const [row] = await built.service.db<{ all: string }[]>`
      select count(*) || ':' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as all from ${built.service.db(table)} t`;
    found.push(`${table} ${row?.all}`);
  }
  return found.join('\n');
}

/** Columns by which a row may name a person who was forgotten: of tables in which something may stay, or of others' rows. */
const personColumns = Object.values(schema).flatMap((table) => {
  if (!is(table, PgTable)) return [];
  const { name, foreignKeys } = getTableConfig(table);
  return foreignKeys
    .filter((key) => getTableConfig(key.reference().foreignTable).name === 'person')
    .flatMap((key) => key.reference().columns.map((column) => ({ table: name, column: column.name })));
});

/**
 * What of somebody forgotten should not be there: rows of tables whose rows go, more rows or fewer than the receipt says, a part that stays
 * without a ground.
 */
async function wrongAfter(personId: string, parts: Parts): Promise<string[]> {
  const { db, room } = built.service;
  const found: string[] = [];
  const counted = await countStored(db, room.sealer, personId);
  const [row] = await db<{ named: boolean }[]>`select name is not null or id_number_hash is not null as named from person where id = ${personId}`;
  const left = new Map<string, number>();
  for (const { table, pieces } of counted) {
    if (table === 'person' && !row?.named) continue;
    if (fates[table as keyof typeof fates] === 'goes') found.push(`${table} still has ${pieces}`);
    const purpose = dataMap[table]?.purpose ?? '';
    left.set(purpose, (left.get(purpose) ?? 0) + pieces);
  }
  for (const { purpose, stays, grounds } of parts) {
    if ((left.get(purpose) ?? 0) !== stays) found.push(`${purpose}: ${left.get(purpose) ?? 0} are left, the receipt says ${stays}`);
    if (stays > 0 !== grounds.length > 0) found.push(`${purpose} stays without a ground`);
    left.delete(purpose);
  }
  for (const purpose of left.keys()) found.push(`${purpose} stays and the receipt does not say so`);
  for (const { table, column } of personColumns) {
    const fate = (fates as Record<string, string>)[table];
    if (fate !== undefined && fate !== 'goes') continue;
    if (['person', 'erasure', 'relative'].includes(table)) continue;
    if ((await db`select from ${db(table)} where ${db(column)} = ${personId} limit 1`).length > 0) found.push(`${table}.${column} names the person`);
  }
  return found;
}

test.each(citizens)('%s sees what would happen, nothing has happened, and then exactly that happens', async (who) => {
  const { service, scene, tokens } = built;
  const before = await fingerprint();
  const shown = await service.call('stored.erasure', {}, tokens[who]);
  expect(shown.error).toBeNull();
  expect(shown.body.blockers).toEqual([]);
  expect(shown.body.parts.length).toBeGreaterThan(0);
  expect(await fingerprint()).toBe(before);
  const done = await service.call('stored.erase', { code: randomUUID() }, tokens[who]);
  expect(done.error).toBeNull();
  expect(done.body.parts).toEqual(shown.body.parts);
  expect(await wrongAfter(scene.people[who], done.body.parts)).toEqual([]);
  expect((await service.call('me.read', {}, tokens[who])).status).toBe(401);
});

test('the name of whoever has nothing that stays is nowhere in the database, and nobody has what was cut', async () => {
  const { db } = built.service;
  const gone = await db<{ id: string }[]>`
    select e.person_id as id from erasure e where e.finished_at is not null and e.person_id = any(${citizens.map((who) => built.scene.people[who])}::text[])`;
  expect(gone.length).toBeGreaterThan(0);
  const rows = await db`
    select from person where id = any(${gone.map(({ id }) => id)})
      and num_nonnulls(openid, name, id_kind, id_number_sealed, id_number_hash, birth_date, phone_sealed, phone_hash,
        real_name_verified_at, online_booking_blocked_until, green_channel_until, green_channel_kind) > 0`;
  expect(rows.length).toBe(0);
  expect((await db`select from session where person_id = ${nobody}`).length).toBe(0);
});

test('rows that something forgot to remove are found', async () => {
  const { db } = built.service;
  const personId = built.scene.people.citizen;
  const [row] = await db<{ parts: Parts }[]>`select parts from erasure where person_id = ${personId}`;
  const parts = row?.parts ?? [];
  expect(await wrongAfter(personId, parts)).toEqual([]);
  await db`insert into subscribe_grant (person_id, kind, remaining) values (${personId}, 'appointment_confirmed', 1)`;
  expect(await wrongAfter(personId, parts)).toContain('subscribe_grant still has 1');
  await db`delete from subscribe_grant where person_id = ${personId}`;
  await db`update checklist set person_id = ${personId} where id = (select id from checklist where person_id is null limit 1)`;
  expect((await wrongAfter(personId, parts)).join()).toMatch(/preparing/);
});
