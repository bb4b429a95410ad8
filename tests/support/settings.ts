import { forgetSettings } from '../../functions/settings';
import { defaultSettings, type SettingName } from '../../shared/rules/settings';
import { aHall, aStaffMember } from './builders';
import type { TestServer } from './server';

/** Sets numbers for a test, as an administrator does. */
export async function setSettings(server: TestServer, numbers: Partial<Record<SettingName, number>>): Promise<void> {
  const { token } = await aStaffMember(server.db, await aHall(server.db), 'administrator');
  const stored = await server.db<{ name: string; value: number }[]>`select name, value from setting`;
  for (const [name, to] of Object.entries(numbers) as [SettingName, number][]) {
    const from = stored.find((row) => row.name === name)?.value ?? defaultSettings[name];
    if (from === to) continue;
    const answer = await server.call('settings.change', { name, from, to, reason: '测试所需' }, token);
    if (answer.status !== 200) throw new Error(`setting ${name}: ${answer.text}`);
  }
  // the built functions change it in a process of their own; jobs run here
  forgetSettings(server.room.database);
}
