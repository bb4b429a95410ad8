import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../../../db/client';
import { demoTemplates } from '../../../db/content/demo';
import { later } from '../../../shared/rules/shanghai';
import type { NoticeKind } from '../../../shared/text/notices';
import { aChecklist, aHall, aSlot, aStaffMember } from '../../support/builders';
import { testNow } from '../../support/test-city';
import type { Someone } from '../slots/client';
import { allowAnyNumberOfTries, crowd } from '../slots/crowd';
import type { Outside } from './wechat';

const placesASlot = 60;
export const officers = 2;

export type Town = {
  hallId: string;
  people: Someone[];
  staff: { id: string; token: string }[];
  slots: string[];
  list: string;
};

/** A hall with room for everybody, two officers, and people with and without an account, a number and grants; WeChat's books differ from ours here and there. */
export async function aTown(db: Database, { memory }: Outside, bookings: number, below: (most: number) => number): Promise<Town> {
  const hallId = await aHall(db);
  await db`delete from staff_role where hall_id = ${hallId} and role = 'officer'`;
  const slots: string[] = [];
  for (let index = 0; index * placesASlot < bookings; index++) {
    const startsAt = later(testNow, 10 * 86_400_000 + index * 1000);
    slots.push((await aSlot(db, { hallId, places: placesASlot, startsAt })).id);
  }
  const list = await aChecklist(db, { halls: [hallId], now: testNow });
  const people = await crowd(db, bookings, testNow);
  await allowAnyNumberOfTries(db);
  const staff: Town['staff'] = [];
  for (let number = 0; number < officers; number++) staff.push(await aStaffMember(db, hallId, 'officer'));
  await db`update person set openid = 'open-' || id where id = any(${staff.map(({ id }) => id)}::text[])`;
  // Somebody without an account has the inbox of nobody, and is reached by telephone alone; every third has given a number.
  await db`update person set openid = null where id = any(${people.filter((_, n) => n % 12 === 5).map(({ id }) => id)}::text[])`;
  await db`update person set phone_sealed = ${Buffer.from('sealed')}, phone_hash = sha256(id::bytea) where id = any(${people.filter((_, n) => n % 3 === 0).map(({ id }) => id)}::text[])`;

  const ids = demoTemplates();
  const granted: { id: string; kind: NoticeKind; count: number }[] = [];
  const grant = (id: string, kind: NoticeKind, ours: number, theirs: number) => {
    if (ours > 0) granted.push({ id, kind, count: ours });
    for (let number = 0; number < theirs; number++) memory.grant(`open-${id}`, ids[kind]);
  };
  for (const { id } of [...people, ...staff]) memory.visit(`open-${id}`);
  for (const { id } of people) {
    for (const kind of ['appointment_booked', 'appointment_confirmed'] as const) {
      const ours = [0, 1, 1, 2, 2, 3][below(6)] ?? 1;
      // A grant that never reached us, or one that WeChat has taken back.
      grant(id, kind, ours, Math.max(0, ours + (below(10) === 0 ? 2 : below(7) === 0 ? -3 : 0)));
    }
  }
  for (const { id } of staff) {
    grant(id, 'staff_digest', 500, 600);
    grant(id, 'staff_appointment_booked', 500, 600);
  }
  await db`
    insert into subscribe_grant (person_id, kind, remaining)
    select * from unnest(${granted.map(({ id }) => id)}::text[], ${granted.map(({ kind }) => kind)}::text[], ${granted.map(({ count }) => count)}::int[])`;
  return { hallId, people, staff, slots, list };
}

/** A write that is sent, with the same key, to one instance after the other until one of them answers. */
export async function write(
  ports: readonly number[],
  path: string,
  token: string,
  input: object,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const key = randomUUID();
  for (let turn = Math.floor(Math.random() * ports.length); ; turn++) {
    try {
      const response = await fetch(`http://127.0.0.1:${ports[turn % ports.length]}${path}`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'Idempotency-Key': key },
        body: JSON.stringify(input),
        signal: AbortSignal.timeout(10_000),
      });
      const body = (await response.json()) as Record<string, unknown>;
      if (response.status !== 503 && response.status !== 409) return { status: response.status, body };
    } catch {
      // killed: the other one, or the same a little later
    }
    await pause(60);
  }
}
