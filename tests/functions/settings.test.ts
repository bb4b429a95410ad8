import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { defaultSettings, isSettingValue, settingNames, settingRules, settingsFrom } from '../../shared/rules/settings';
import { later } from '../../shared/rules/shanghai';
import { aChecklist, aHall, aPerson, aSlot, aStaffMember } from '../support/builders';
import { setSettings } from '../support/settings';
import { startTestServer, type TestServer } from '../support/server';

let server: TestServer;
let administrator: { id: string; token: string };
beforeAll(async () => {
  server = await startTestServer({ jobs: false, limited: true });
  administrator = await aStaffMember(server.db, await aHall(server.db), 'administrator');
});
afterAll(() => server?.stop());

const change = (name: keyof typeof settingRules, from: number, to: number, token = administrator.token) =>
  server.call('settings.change', { name, from, to, reason: '节后人多，放宽一些' }, token);

describe('the numbers of a bureau', () => {
  test('are those of the requirements where nobody has set any', async () => {
    const { body } = await server.call('settings.list', {}, administrator.token);
    expect(Object.fromEntries(body.settings.map(({ name, value }) => [name, value]))).toEqual(defaultSettings);
    expect(defaultSettings).toMatchObject({
      holdMinutes: 10,
      lateReleaseMinutes: 15,
      liveLimit: 2,
      offerMinutes: 30,
      noShowsToBlock: 2,
      noShowWithinDays: 90,
      noShowBlockDays: 30,
      lateCancelMinutes: 120,
      autoConfirmMinutes: 60,
    });
    expect(body.history).toEqual([]);
  });

  test('hold from the next request on, and the history says who changed what and why', async () => {
    const hallId = await aHall(server.db);
    const slot = await aSlot(server.db, { hallId, places: 5 });
    const { token } = await aPerson(server.db);
    const changed = await change('holdMinutes', 10, 20);
    expect(changed.status).toBe(200);
    expect(changed.body.history[0]).toMatchObject({ name: 'holdMinutes', from: 10, to: 20, by: '测试警员', reason: '节后人多，放宽一些' });
    const hold = await server.call('appointments.hold', { slotId: slot.id }, token);
    expect(Date.parse(hold.body.heldUntil) - Date.parse(server.clock.now())).toBe(20 * 60_000);

    await change('liveLimit', 2, 1);
    const lists = await Promise.all([aChecklist(server.db, { halls: [hallId] }), aChecklist(server.db, { halls: [hallId] })]);
    const answers = [];
    for (const checklistCode of lists) answers.push(await server.call('appointments.book', { slotId: slot.id, checklistCode }, token));
    expect(answers.map(({ error }) => error?.code ?? 'got')).toEqual(['got', 'too_many_live']);
  });

  test.each(settingNames)('%s is taken at both bounds and refused beyond them', async (name) => {
    const { min, max } = settingRules[name];
    expect([min - 1, min, max, max + 1, min + 0.5, String(min)].map((value) => isSettingValue(name, value))).toEqual([
      false,
      true,
      true,
      false,
      false,
      false,
    ]);
    const answer = await change(name, defaultSettings[name], max + 1);
    expect([answer.status, answer.error?.code]).toEqual([422, 'setting_out_of_bounds']);
  });

  test('are not changed from a number that holds no longer, also when two change at once', async () => {
    const answers = await Promise.all([change('offerMinutes', 30, 45), change('offerMinutes', 30, 60)]);
    expect(answers.map(({ error }) => error?.code ?? 'changed').sort()).toEqual(['changed', 'setting_changed']);
    expect((await change('waitLimit', 2, 2)).error?.code).toBe('setting_changed');
  });

  test('say until when a change is not late', async () => {
    await setSettings(server, { lateCancelMinutes: 30 });
    const hallId = await aHall(server.db);
    const start = server.clock.now();
    const slot = await aSlot(server.db, { hallId, startsAt: later(start, 3_601_000) });
    const { token } = await aPerson(server.db);
    const checklistCode = await aChecklist(server.db, { halls: [hallId] });
    const { body } = await server.call('appointments.book', { slotId: slot.id, checklistCode }, token);
    await server.call('appointments.cancel', { id: body.id }, token);
    const [row] = await server.db<{ late: boolean }[]>`select late_change as late from appointment where id = ${body.id}`;
    expect(row?.late).toBe(false);
  });

  test('are seen and set by administrators only', async () => {
    const officer = await aStaffMember(server.db, await aHall(server.db), 'officer');
    expect((await change('waitLimit', 2, 3, officer.token)).error?.code).toBe('role_required');
    expect((await server.call('settings.list', {}, officer.token)).error?.code).toBe('role_required');
  });

  test('count as not set where what is stored is no number of the rule', () => {
    expect(settingsFrom([{ name: 'holdMinutes', value: '12' }]).holdMinutes).toBe(10);
    expect(settingsFrom([{ name: 'holdMinutes', value: 12 }]).holdMinutes).toBe(12);
  });
});

test('tells everybody the numbers that pages promise, as they are set', async () => {
  await setSettings(server, { guideMinutes: 25, complaintWorkingDays: 4 });
  expect((await server.call('settings.promised', {})).body).toEqual({
    guideMinutes: 25,
    complaintWorkingDays: 4,
    consultWorkingDays: 2,
    consultUrgentHours: 4,
  });
  await setSettings(server, { guideMinutes: 20, complaintWorkingDays: 5 });
});
