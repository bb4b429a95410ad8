import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startTestServer, type TestServer } from '../support/server';
import { testSealKey } from '../support/test-city';

let service: TestServer;
beforeAll(async () => {
  service = await startTestServer({ now: new Date().toISOString() });
});
afterAll(() => service?.stop());

const run = promisify(execFile);
const admin = (...words: string[]) =>
  run(process.execPath, ['cli/onewindow.mjs', 'admin', ...words], {
    env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: service.databaseUrl, ONEWINDOW_SEAL_KEY: process.env.ONEWINDOW_SEAL_KEY ?? testSealKey },
  }).then(({ stdout }) => stdout);

test('an administrator made on the command line binds by the printed code, is listed, and loses the role when it is revoked', async () => {
  const made = await admin('create', '--name', '命令管理员');
  const code = /binding code: ([2-9A-Z]{8})/.exec(made)?.[1] ?? '';
  const id = /per_\w{26}/.exec(made)?.[0] ?? '';
  expect(await admin('list')).toContain(`待绑定`);
  const token = await service.signIn('admin-by-command');
  expect((await service.call('binding.bind', { code, phone: '试验机' }, token)).status).toBe(200);
  expect((await service.call('me.read', {}, token)).body).toMatchObject({ id, staff: [{ role: 'administrator', unitId: 'dg' }] });
  expect((await service.call('staff.units', {}, token)).error).toMatchObject({ code: 'second_factor_required' });
  expect(await admin('list')).toMatch(new RegExp(`命令管理员　系统管理员　东莞市公安局　已绑定.*${id}`));
  await expect(admin('code', '--person', id)).rejects.toMatchObject({ code: 2 });
  expect(await admin('revoke', '--person', id, '--reason', '调离')).toContain('不再是管理员');
  expect((await service.call('me.read', {}, token)).body.staff).toEqual([]);
  expect(await admin('list')).not.toContain(id);
}, 60_000);

test('wrong words are answered with the usage and exit 2', async () => {
  for (const words of [
    [],
    ['create'],
    ['revoke', '--person', 'per_x'],
    ['create', '--name', '某', '--unit', 'no-such-unit'],
    ['code', '--person', 'per_x', '--reason', 'x', 'y'],
  ])
    await expect(admin(...words)).rejects.toMatchObject({ code: 2 });
}, 60_000);

test('each kind of administrator is made with its role, and nobody is two of them', async () => {
  const phone = '13700000099';
  expect(await admin('create', '--name', '命令审计员', '--role', 'audit_administrator', '--phone', phone)).toContain('审计管理员');
  await expect(admin('create', '--name', '命令审计员', '--role', 'security_administrator', '--phone', phone)).rejects.toMatchObject({ code: 2 });
  await expect(admin('create', '--name', '某某', '--role', 'handler')).rejects.toMatchObject({ code: 2 });
  expect(await admin('list')).toMatch(/命令审计员　审计管理员　东莞市公安局　待绑定/);
}, 60_000);
