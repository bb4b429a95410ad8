import { randomUUID } from 'node:crypto';
import type { EndpointName } from '../../shared/contract/routes';
import { endpoints } from '../../shared/contract/index';
import { routes } from '../../shared/contract/routes';
import { aCaseTown, type CaseTown } from '../support/case-town';
import { aJpeg } from '../support/pictures';
import { startTestServer, type TestServer } from '../support/server';
import { letTextsPass } from '../support/texts';

let server: TestServer;
let town: CaseTown;
beforeAll(async () => {
  server = await startTestServer();
  town = await aCaseTown(server.db);
});
afterAll(() => server?.stop());

const file = async (title: string, body = `${title}，请尽快处理`) =>
  (await server.call('cases.file', { enterpriseId: town.enterpriseId, category: 'handling', title, body }, town.employee.token)).body;
const similar = (words: string, token = town.colleague.token) => server.call('cases.similar', { enterpriseId: town.enterpriseId, words }, token);
const photo = async (token: string) => (await server.call('files.upload', { file: await aJpeg() }, token)).body.id;

describe('similar open requests', () => {
  test('of the same enterprise come first, whichever colleague filed them, and none that is closed', async () => {
    const open = await file('大门口总有货车乱停乱放');
    const other = await file('12 名员工集中办居住证');
    const found = await similar('厂门口违停太多');
    expect(found.body.cases.map(({ id }) => id)).toEqual([open.id]);
    expect(found.body.cases[0]).toMatchObject({ number: open.number, ownerName: '李联络', status: 'submitted' });
    await server.call('cases.withdraw', { id: open.id }, town.employee.token);
    expect((await similar('厂门口违停太多')).body.cases).toEqual([]);
    expect((await similar('集中办居住证')).body.cases.map(({ id }) => id)).toEqual([other.id]);
  });

  test('are nobody else’s business', async () => {
    expect(await similar('集中办居住证', town.outsider.token)).toMatchObject({ status: 403, error: { code: 'enterprise_required' } });
    expect(await similar('集中办居住证', town.handler.token)).toMatchObject({ status: 403 });
  });
});

describe('adding to an open request', () => {
  test('puts words and photos on its timeline, tells who has it, moves no date', async () => {
    const filed = await file('仓库电缆被盗');
    const added = await server.call(
      'cases.remark',
      { id: filed.id, text: '昨晚又被偷了一次，约 200 米', photos: [await photo(town.colleague.token)] },
      town.colleague.token,
    );
    expect(added.body.timeline.at(-1)).toMatchObject({ action: 'remark', by: '您', text: '昨晚又被偷了一次，约 200 米', internal: false });
    expect(added.body.timeline.at(-1)?.photos).toHaveLength(1);
    expect(added.body.clocks).toEqual(filed.clocks);
    expect(added.body.status).toBe('submitted');
    const told =
      await server.db`select 1 from notice where person_id = ${town.liaison.id} and kind = 'staff_case_remarked' and subject_id = ${filed.id}`;
    expect(told.length).toBe(1);
  });

  test('twice with one key adds once', async () => {
    const filed = await file('宿舍电动车乱充电');
    const key = randomUUID();
    const input = { id: filed.id, text: '二楼也有' };
    const first = await server.call('cases.remark', input, town.employee.token, key);
    const second = await server.call('cases.remark', input, town.employee.token, key);
    expect(second.text).toBe(first.text);
    expect(first.body.timeline.filter(({ action }) => action === 'remark')).toHaveLength(1);
  });

  test('is for the requester’s side and for open requests only', async () => {
    const filed = await file('路口没有红绿灯');
    for (const other of [town.outsider, town.handler, town.liaison, town.strangerHandler]) {
      expect(await server.call('cases.remark', { id: filed.id, text: '别人的话' }, other.token)).toMatchObject({ status: 404 });
    }
    await server.call('cases.withdraw', { id: filed.id }, town.employee.token);
    expect(await server.call('cases.remark', { id: filed.id, text: '还想说' }, town.employee.token)).toMatchObject({
      status: 409,
      error: { code: 'wrong_state' },
    });
  });
});

describe('what is internal', () => {
  const secret = '内部研判：该企业另案在查';

  /** A request with an internal note, an internal photo on a visible entry, and a visible one beside it. */
  async function seeded() {
    const filed = await file('夜间施工噪声扰民');
    const { id } = filed;
    const internal = await photo(town.liaison.token);
    const visible = await photo(town.liaison.token);
    const noted = await photo(town.handler.token);
    await server.call('desk.contact', { id, text: '已电话联系', photos: [visible], internalPhotos: [internal] }, town.liaison.token);
    await server.call('desk.note', { id, text: secret, photos: [noted] }, town.handler.token);
    await letTextsPass(server);
    return { id, hidden: [internal, noted], visible };
  }

  test('never leaves by any endpoint of the requester’s side, in words, ids or pixels', async () => {
    const { id, hidden, visible } = await seeded();
    const reads = (Object.keys(routes) as EndpointName[]).filter((name) => routes[name].method === 'GET' && !Array.isArray(endpoints[name].audience));
    for (const person of [town.employee, town.colleague]) {
      const texts: string[] = [];
      for (const name of reads) {
        const path = routes[name].path.replace(':id', id).replace(/:[a-zA-Z]+/g, 'x');
        const query = name === 'cases.similar' ? `?enterpriseId=${town.enterpriseId}&words=${encodeURIComponent('夜间施工噪声')}` : '';
        texts.push(await (await fetch(`${server.url}${path}${query}`, { headers: { Authorization: `Bearer ${person.token}` } })).text());
      }
      texts.push((await server.call('cases.remark', { id, text: '补充一句' }, person.token)).text);
      const all = texts.join('\n');
      expect(all).toContain('夜间施工噪声扰民');
      expect(all).toContain(visible);
      for (const words of [secret, '内部研判', ...hidden]) expect(all).not.toContain(words);
      for (const photoId of hidden) {
        for (const size of ['small', 'whole'] as const) {
          expect((await server.call('files.read', { id: photoId, size }, person.token)).status).toBe(404);
        }
      }
      expect((await server.call('files.read', { id: visible }, person.token)).status).toBe(200);
    }
  });

  test('is there for staff, marked', async () => {
    const { id, hidden } = await seeded();
    const detail = (await server.call('desk.read', { id }, town.handler.token)).body;
    const shown = detail.timeline.flatMap(({ photos }) => photos);
    expect(
      shown
        .filter(({ internal }) => internal)
        .map((one) => one.id)
        .sort(),
    ).toEqual([...hidden].sort());
    for (const photoId of hidden) expect((await server.call('files.read', { id: photoId }, town.handler.token)).status).toBe(200);
  });

  test('photos of an answer to the mayor’s train are seen by the requester once it is signed, not before', async () => {
    await server.db`update enterprise_member set role = 'principal' where person_id = ${town.employee.id}`;
    const filed = await server.call(
      'cases.file',
      {
        enterpriseId: town.enterpriseId,
        channel: 'through_train',
        leaderId: 'mayor',
        category: 'handling',
        title: '厂区外道路改造',
        body: '请市里协调厂区外道路改造',
      },
      town.employee.token,
    );
    const { id } = filed.body;
    await server.call('desk.contact', { id, text: '已联系' }, town.liaison.token);
    await server.call('desk.accept', { id }, town.handler.token);
    const evidence = await photo(town.handler.token);
    const kept = await photo(town.handler.token);
    const answered = await server.call(
      'desk.complete',
      { id, outcome: 'settled', text: '道路已改造完毕', photos: [evidence], internalPhotos: [kept] },
      town.handler.token,
    );
    expect(answered.status).toBe(200);
    expect((await server.call('files.read', { id: evidence }, town.employee.token)).status).toBe(404);
    expect((await server.call('desk.signOff', { id }, town.supervisor.token)).status).toBe(200);
    const seen = (await server.call('cases.read', { id }, town.employee.token)).body;
    expect(seen.timeline.at(-1)?.photos.map((one) => one.id)).toEqual([evidence]);
    expect((await server.call('files.read', { id: evidence }, town.employee.token)).status).toBe(200);
    expect((await server.call('files.read', { id: kept }, town.employee.token)).status).toBe(404);
  });
});

test('materials that were asked for come with photos, and so does the evidence at closing', async () => {
  const { id } = await file('集中办理出入证');
  await server.call('desk.contact', { id, text: '已联系' }, town.liaison.token);
  await server.call('desk.accept', { id }, town.handler.token);
  await server.call('desk.askForMaterials', { id, text: '请补充营业执照照片' }, town.handler.token);
  const supplied = await server.call('cases.supply', { id, text: '见照片', photos: [await photo(town.employee.token)] }, town.employee.token);
  expect(supplied.body.timeline.at(-1)).toMatchObject({ action: 'supply', photos: [{ internal: false }] });
  const evidence = await photo(town.handler.token);
  await server.call('desk.complete', { id, outcome: 'settled', text: '已办好，见照片', photos: [evidence] }, town.handler.token);
  const seen = (await server.call('cases.read', { id }, town.employee.token)).body;
  expect(seen.timeline.at(-1)?.photos.map((one) => one.id)).toEqual([evidence]);
});

test('staff file a window request with photos under the person found by phone, who sees it after signing in with that number', async () => {
  const shown = await photo(town.handler.token);
  const taken = await server.call(
    'desk.takeDown',
    {
      enterpriseId: town.enterpriseId,
      channel: 'window',
      category: 'safety_guidance',
      title: '厂门口减速带坏了',
      body: '来人说厂门口减速带坏了，车很快',
      requester: { personId: town.colleague.id },
      photos: [shown],
    },
    town.handler.token,
  );
  expect(taken.body.timeline[0]?.photos.map((one) => one.id)).toEqual([shown]);
  const seen = await server.call('cases.read', { id: taken.body.id }, town.colleague.token);
  expect(seen.body.timeline[0]?.photos.map((one) => one.id)).toEqual([shown]);
});
