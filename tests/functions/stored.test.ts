import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/node';
import { storedFileText } from '../../shared/text/stored';
import { aCaseTown, type CaseTown } from '../support/case-town';
import { setSettings } from '../support/settings';
import { startTestServer, type TestServer } from '../support/server';

const monday = '2026-11-23T00:30:00.000Z';
const phone = '13800005678';
const formula = '=HYPERLINK("http://evil.example","看")';

let service: TestServer;
let town: CaseTown;
beforeAll(async () => {
  service = await startTestServer({ now: monday, jobs: false });
  town = await aCaseTown(service.db);
  const { enterpriseId, employee } = town;
  await service.call('me.setPhone', { phone }, employee.token);
  const filed = await service.call('cases.file', { enterpriseId, category: 'handling', title: formula, body: '一行\n又一行' }, employee.token);
  expect(filed.error).toBeNull();
});
afterAll(() => service?.stop());

/** The lines of the second sheet: what, which, field, value, what for, code. */
async function exported(token: string) {
  const answer = await service.call('stored.export', {}, token);
  expect(answer.error).toBeNull();
  const bytes = Buffer.from(answer.body.base64, 'base64');
  const sheets = await readXlsxFile(bytes, { trim: false });
  const rows = sheets.find(({ sheet }) => sheet === storedFileText.all)?.data.slice(1) ?? [];
  const xml = Object.entries(unzipSync(bytes)).map(([name, part]) => (name.endsWith('.xml') ? strFromU8(part) : ''));
  return {
    fileName: answer.body.fileName,
    xml: xml.join('\n'),
    values: rows.map((row) => ({ value: String(row[3]), code: String(row[5]), word: String(row[2]) })),
  };
}

test('a person reads what is stored, by what it is for, with how long it is kept', async () => {
  const { kinds } = (await service.call('stored.read', {}, town.employee.token)).body;
  expect(kinds.map(({ purpose }) => purpose)).toEqual(expect.arrayContaining(['identity', 'signing_in', 'requesting', 'enterprise']));
  expect(kinds.find(({ purpose }) => purpose === 'requesting')?.keeps).toContainEqual({ keep: 'record', period: 3 });
  expect(kinds.find(({ purpose }) => purpose === 'identity')?.categories).toEqual(expect.arrayContaining(['name', 'phone', 'document']));
});

test('a person takes along a file with the own number whole, codes in words, and no live formula in it', async () => {
  const { fileName, values, xml } = await exported(town.employee.token);
  expect(fileName).toBe('我的信息-2026-11-23.xlsx');
  expect(values).toContainEqual({ code: 'person.phone_sealed', word: '电话号码', value: phone });
  expect(values).toContainEqual({ code: 'service_case.title', word: '标题', value: formula });
  expect(values.find(({ code }) => code === 'service_case.category')?.value).not.toBe('handling');
  expect(xml).not.toMatch(/<(?:\w+:)?f[\s>/]/);
});

test('nobody is given what is of another: neither words nor numbers', async () => {
  const { values } = await exported(town.secondHandler.token);
  expect(values.filter(({ value }) => value.includes(formula) || value.includes(phone))).toEqual([]);
  expect((await service.call('stored.export', {})).status).toBe(401);
});

test('taking it along stands in the audit log, and only so many times a minute', async () => {
  const { id, token } = town.handler;
  await setSettings(service, { documentsPerMinute: 4 });
  const one = await service.call('stored.export', {}, token);
  expect(one.error).toBeNull();
  const entries = await service.db`select effect from audit_entry where endpoint = 'stored.export' and actor_id = ${id}`;
  expect([...entries]).toEqual([{ effect: 'read' }]);
  const again = [];
  for (let time = 0; time < 4; time += 1) again.push((await service.call('stored.export', {}, token)).status);
  expect(again).toEqual([200, 200, 200, 429]);
});
