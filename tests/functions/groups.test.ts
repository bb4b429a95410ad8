import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import readXlsxFile from 'read-excel-file/node';
import writeXlsxFile from 'write-excel-file/node';
import { idCheckCharacter } from '../../shared/rules/id-number';
import { groupHeaders, groupSheetName } from '../../shared/text/groups';
import { type CaseTown, aCaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';

/** Monday 08:30 in Shanghai. */
const monday = '2026-11-23T00:30:00.000Z';
const itemCode = 'residence-permit-apply';

let service: TestServer;
let town: CaseTown;
let questions: { id: string; text: string; options?: { value: string; text: string }[] }[];

beforeAll(async () => {
  service = await startTestServer({ jobs: false });
  town = await aCaseTown(service.db);
  questions = (await service.call('items.read', { code: itemCode })).body.interview.questions;
});
afterAll(() => service?.stop());
beforeEach(() => service.clock.set(monday));

/** Synthetic: the region 990001 does not exist. */
const number = (serial: number, born = '19900307') => {
  const first = `990001${born}${String(serial).padStart(3, '0')}`;
  return first + idCheckCharacter(first);
};
type Cells = (string | number | null)[];
const sheet = async (rows: Cells[], header: string[] = [groupHeaders.name, groupHeaders.idNumber, groupHeaders.phone], name = groupSheetName) =>
  new Uint8Array(
    await writeXlsxFile(
      [header, ...rows].map((row) => row.map((value) => (value === null ? null : { value, type: typeof value === 'number' ? Number : String }))),
      {
        sheet: name,
      },
    ).toBuffer(),
  );
/** The first option of every question. */
const shared = () =>
  JSON.stringify(
    Object.fromEntries(
      questions.flatMap(({ id, options }): [string, string | number][] => {
        const first = id === 'hukou' ? options?.find(({ text }) => text.includes('东莞以外')) : options?.[0];
        return first ? [[id, first.value]] : id === 'months' ? [[id, 12]] : [];
      }),
    ),
  );
const upload = (file: Uint8Array<ArrayBuffer>, token = town.employee.token) =>
  service.call('groups.upload', { file, enterpriseId: town.enterpriseId, itemCode, answers: shared() }, token);
const listed = async (count = 3, from = 100) => {
  const answer = await upload(await sheet(Array.from({ length: count }, (_, index) => [`员工${index + 1}`, number(from + index), '13800000000'])));
  expect(answer.body.problems).toEqual([]);
  return answer.body.group?.id ?? '';
};
const code = (answer: { error: { code: string } | null }) => answer.error?.code ?? null;

describe('the list', () => {
  test('becomes a checklist for everybody on it, through the interview, with numbers sealed and masked', async () => {
    const id = await listed(3, 110);
    const { body, text } = await service.call('groups.read', { id }, town.colleague.token);
    expect(body).toMatchObject({ people: 3, done: 0, visitId: null });
    expect(text).not.toContain(number(110));
    expect(body.list[0]?.idNumberMasked).toMatch(/\*/);
    const codes = body.list.map(({ checklistCode }) => checklistCode);
    expect(new Set(codes).size).toBe(3);
    const checklist = (await service.call('checklists.read', { code: codes[0] ?? '' })).body;
    expect(checklist.content.outcome).toBe('materials');
    expect(checklist.content.materials.length).toBeGreaterThan(0);
    const [row] = await service.db<{ sealed: Uint8Array }[]>`select id_number_sealed as sealed from group_person where group_id = ${id} limit 1`;
    expect(Buffer.from(row?.sealed ?? []).toString('latin1')).not.toContain(number(110));
    expect(code(await service.call('groups.read', { id }, town.outsider.token))).toBe('not_found');
  });

  test('a row that answers a question itself gets its own checklist', async () => {
    const photo = questions.find(({ id }) => id === 'photo');
    const file = await sheet(
      [
        ['甲', number(120), photo?.options?.[0]?.text ?? ''],
        ['乙', number(121), photo?.options?.[1]?.text ?? ''],
      ],
      [groupHeaders.name, groupHeaders.idNumber, photo?.text ?? ''],
    );
    const id = (await upload(file)).body.group?.id ?? '';
    const { list } = (await service.call('groups.read', { id }, town.employee.token)).body;
    const answers = await Promise.all(
      list.map(async ({ checklistCode }) =>
        (await service.call('checklists.read', { code: checklistCode })).body.answers.find(({ question }) => question === 'photo'),
      ),
    );
    expect(answers.map((one) => one?.answerText)).toEqual(photo?.options?.slice(0, 2).map(({ text }) => text));
  });

  test('names every mistake by row, column and remedy, and keeps nothing of such a list', async () => {
    const wrong = `${number(130).slice(0, 17)}${number(130).endsWith('0') ? '1' : '0'}`;
    const before = (await service.call('groups.list', {}, town.employee.token)).body.groups.length;
    const { body } = await upload(
      await sheet([
        ['', number(131), null],
        ['乙', wrong, null],
        ['丙', 123456789012345, null],
        ['丁', number(132), '12345678901'],
        ['戊', number(132), null],
        ['=己', number(133), null],
        ['庚', number(134, '20991231'), null],
      ]),
    );
    expect(body.group).toBeNull();
    expect(body.problems.map(({ where, what }) => `${where} ${what}`)).toEqual([
      '第 2 行 A 列 没有填写',
      '第 3 行 B 列 身份证号校验不通过，至少有一位写错',
      '第 4 行 B 列 身份证号是数字格式，末几位可能已丢失',
      '第 5 行 C 列 手机号不是 11 位',
      '第 6 行 B 列 与第 5 行是同一个身份证号',
      '第 7 行 A 列 以“=”开头',
      '第 8 行 B 列 号码中的出生日期晚于今天',
    ]);
    for (const { fix } of body.problems) expect(fix.length).toBeGreaterThan(3);
    expect(JSON.stringify(body)).not.toContain(number(132));
    expect((await service.call('groups.list', {}, town.employee.token)).body.groups).toHaveLength(before);
  });

  test('a file that is no such list is named, an unknown column and a missing answer too', async () => {
    const what = async (file: Uint8Array<ArrayBuffer>) => (await upload(file)).body.problems.map((one) => one.what).join();
    expect(await what(new Uint8Array([1, 2, 3]))).toBe('不是 .xlsx 文件，或文件已损坏');
    expect(await what(await sheet([['甲', number(140)]], [groupHeaders.name, groupHeaders.idNumber], '别的表'))).toContain('没有名为');
    expect(await what(await sheet([['甲', number(140)]], [groupHeaders.name, '证件']))).toContain('不认识表头“证件”');
    expect(await what(await sheet([]))).toBe('表里没有员工');
    expect(await what(await sheet(Array.from({ length: 201 }, (_, index) => [`员${index}`, number(index)])))).toContain('最多 200 人');
    const bare = { file: await sheet([['甲', number(140), null]]), enterpriseId: town.enterpriseId, itemCode };
    expect((await service.call('groups.upload', bare, town.employee.token)).body.problems[0]?.what).toContain('还缺一个回答');
    expect(code(await service.call('groups.upload', { ...bare, answers: '{"no-such":1}' }, town.employee.token))).toBe('answers_invalid');
    expect(code(await service.call('groups.upload', bare, town.outsider.token))).toBe('enterprise_required');
    expect(code(await service.call('groups.upload', { ...bare, itemCode: 'no-such-item' }, town.employee.token))).toBe('item_unknown');
  });

  test('the template has a column for each question and a note for each column, and can be handed in', async () => {
    const { body } = await service.call('groups.template', { itemCode }, town.employee.token);
    const sheets = await readXlsxFile(Buffer.from(body.base64, 'base64'));
    expect(sheets.map((one) => one.sheet)).toEqual([groupSheetName, '填表说明']);
    expect(sheets[0]?.data[0]).toEqual([...Object.values(groupHeaders), ...questions.map(({ text }) => text)]);
    expect(sheets[1]?.data).toHaveLength(questions.length + 4);
    expect((await upload(new Uint8Array(Buffer.from(body.base64, 'base64')))).body.problems[0]?.what).toBe('表里没有员工');
  });
});

describe('a visit for a list', () => {
  const atTheDoor = async (groupId: string, day = '2026-11-26') => {
    const asked = await service.call(
      'visits.ask',
      {
        enterpriseId: town.enterpriseId,
        groupId,
        kind: 'acceptance',
        need: 'cannot_come',
        people: 1,
        address: '创新路 8 号',
        point: { latitude: 23.03, longitude: 113.76 },
        opens: '09:00',
        closes: '20:00',
      },
      town.employee.token,
    );
    const { id } = asked.body;
    await service.call('visitDesk.decide', { id, approve: true }, town.liaison.token);
    const plan = { day, leavesAt: '09:00', visitIds: [id], memberIds: [town.handler.id], equipment: [] };
    expect(code(await service.call('visitDesk.plan', plan, town.liaison.token))).toBeNull();
    return asked.body;
  };

  test('is for as many people as the list names; each is ticked at the door by the team, and the firm sees it', async () => {
    const groupId = await listed(3, 150);
    const visit = await atTheDoor(groupId);
    expect(visit.people).toBe(3);
    const tick = (seq: number, result: 'done' | 'missing' | 'absent', note?: string, token = town.handler.token) =>
      service.call('visitDesk.tick', { id: visit.id, seq, result, ...(note ? { note } : {}) }, token);
    expect(code(await tick(1, 'done'))).toBe('wrong_state');
    service.clock.set('2026-11-26T01:00:00.000Z');
    await service.call('visitDesk.arrive', { id: visit.id }, town.handler.token);
    expect(code(await tick(1, 'done', undefined, town.liaison.token))).toBe('role_required');
    expect(code(await tick(1, 'done', undefined, town.strangerHead.token))).toBe('not_found');
    expect(code(await tick(2, 'missing'))).toBe('evidence_required');
    await tick(1, 'done');
    await tick(2, 'missing', '缺租赁合同');
    await tick(3, 'absent');
    expect(code(await tick(1, 'absent'))).toBe('wrong_state');
    expect(code(await tick(3, 'done'))).toBeNull();
    const seen = (await service.call('groups.read', { id: groupId }, town.colleague.token)).body;
    expect(seen.list.map(({ result, note }) => [result, note])).toEqual([
      ['done', null],
      ['missing', '缺租赁合同'],
      ['done', null],
    ]);
    expect(seen.done).toBe(2);
    await service.call('visitDesk.leave', { id: visit.id, result: '一人另约', peopleDone: 2 }, town.handler.token);
    expect(code(await tick(2, 'done'))).toBe('wrong_state');
  });

  test('who signs in with that identity sees the own checklist and when they come; nobody else does', async () => {
    const mine = number(170);
    const groupId = await listed(2, 170);
    await atTheDoor(groupId, '2026-11-27');
    const { outsider } = town;
    const sealed = service.room.sealer.seal({ table: 'person', column: 'id_number', row: outsider.id }, mine);
    await service.db`update person set id_number_sealed = ${sealed} where id = ${outsider.id}`;
    const seen = (await service.call('groups.mine', {}, outsider.token)).body.groups;
    expect(seen).toMatchObject([{ groupId, enterpriseName: '试办电子有限公司', result: 'waiting', address: '创新路 8 号' }]);
    expect(seen[0]?.fromAt).not.toBeNull();
    expect((await service.call('groups.mine', {}, town.colleague.token)).body.groups).toEqual([]);
    await service.db`update person set real_name_verified_at = null where id = ${outsider.id}`;
    expect((await service.call('groups.mine', {}, outsider.token)).body.groups).toEqual([]);
  });

  test('a list goes to one visit at a time', async () => {
    const groupId = await listed(1, 180);
    const ask = () =>
      service.call(
        'visits.ask',
        {
          enterpriseId: town.enterpriseId,
          groupId,
          kind: 'delivery',
          need: 'cannot_come',
          people: 1,
          address: '创新路 8 号',
          opens: '09:00',
          closes: '17:00',
        },
        town.employee.token,
      );
    expect(code(await ask())).toBeNull();
    expect(code(await ask())).toBe('visit_open');
  });
});
