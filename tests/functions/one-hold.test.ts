import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aPerson, aSlot } from '../support/builders';
import { startTestServer, type TestServer } from '../support/server';

let server: TestServer;
let hallId: string;
beforeAll(async () => {
  server = await startTestServer({ jobs: false });
  hallId = (await server.db<{ id: string }[]>`select id from hall order by id limit 1`)[0]?.id ?? '';
});
afterAll(() => server?.stop());

test('of holds that one person asks for at once exactly one stands, every time', async () => {
  for (let round = 0; round < 25; round++) {
    const { id, token } = await aPerson(server.db);
    const slots = await Promise.all([1, 2, 3, 4].map(() => aSlot(server.db, { hallId })));
    const answers = await Promise.all(slots.map((slot) => server.call('appointments.hold', { slotId: slot.id }, token)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const held = await server.db<{ holdId: string }[]>`
      select hold_id as "holdId" from place where held_by = ${id} and held_until > ${server.clock.now()} and appointment_id is null`;
    expect(held).toHaveLength(1);
    expect(answers.map(({ body }) => body.holdId)).toContain(held[0]?.holdId);
  }
});
