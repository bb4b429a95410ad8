import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { paths } from '../../miniprogram/paths';
import { staffPaths } from '../../miniprogram/staff/paths';
import { photosText } from '../../shared/text/photos';
import { takeDownText } from '../../shared/text/pages/take-down';
import { rectificationsText } from '../../shared/text/rectifications';
import { caseActionWords } from '../../shared/text/cases';
import { itemsText } from '../../shared/text/pages/items';
import { requestsText } from '../../shared/text/pages/requests';
import { launchBrowser } from '../support/browser';
import { aJpeg, exifOf } from '../support/pictures';
import { startTestServer, type TestServer } from '../support/server';
import { h5Dir } from './support/build';
import { aPhone, type Phone, photographAll, signIn } from './support/phone';

let browser: Browser;
let server: TestServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer({ h5Dir })]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** The person picks these files in the browser's chooser. */
async function pick(phone: Phone, what: string | RegExp, files: Uint8Array[]): Promise<void> {
  const chooser = phone.page.waitForEvent('filechooser');
  await phone.tap(what);
  await (await chooser).setFiles(files.map((bytes, index) => ({ name: `IMG_${index}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.from(bytes) })));
}

const title = '厂门口路口没有红绿灯';
const body = '早晚高峰货车右转很快，请看照片';

test('an employee files a request with photos on a bad network, once, and the desk sees them', async () => {
  const phone = await aPhone(browser, server.url);
  await signIn(phone, '苏晓彤');
  await phone.open(paths.newRequest('safety_guidance'));
  await phone.type(requestsText.title, title);
  await phone.type(requestsText.body, body);
  await pick(phone, '添加照片', [await aJpeg({ width: 800, height: 600, exif: exifOf(6) }), await aJpeg({ width: 640, height: 480 })]);
  await phone.sees('还可以加 7 张');
  await phone.page.waitForFunction((words) => !document.body.innerText.includes(words), '正在上传');
  await phone.page.context().setOffline(true);
  await pick(phone, '添加照片', [await aJpeg({ width: 320, height: 240 })]);
  await phone.sees('没传上，点这里再传');
  await phone.tap(requestsText.send);
  await phone.sees(photosText.unfinished);
  await photographAll([phone], 'request-photos');
  await phone.page.context().setOffline(false);
  await phone.tap('没传上，点这里再传');
  await phone.page.waitForFunction((words) => !document.body.innerText.includes(words), '没传上');
  await phone.page.waitForFunction((words) => !document.body.innerText.includes(words), '正在上传');

  // The answer is lost on the way, the app is closed, opened again, and the same form sent again.
  await phone.page.route('**/api/cases', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await phone.tap(requestsText.send);
  await phone.sees('没有连上网。您填的内容还在');
  await phone.page.unroute('**/api/cases');
  await phone.open(paths.newRequest('safety_guidance'));
  await phone.sees('还可以加 6 张');
  await phone.tap(requestsText.send);
  await phone.sees(requestsText.filed);
  await photographAll([phone], 'request-filed-with-photos');
  const filed = await server.db<{ id: string }[]>`select id from service_case where title = ${title}`;
  expect(filed).toHaveLength(1);
  const [one] = filed;
  const [photos] = await server.db`select count(*) as count from stored_file where case_id = ${one?.id ?? ''}`;
  expect(photos?.count).toBe(3);
  expect(phone.problems.filter((problem) => !/ERR_|Failed to (load|fetch)|request failed|failed:/i.test(problem))).toEqual([]);
  await phone.close();
}, 120_000);

test('a request about an item of the catalogue goes to the department that works on it', async () => {
  const phone = await aPhone(browser, server.url);
  await signIn(phone, '苏晓彤');
  await phone.open(paths.guide('case-economic'));
  await phone.tap(itemsText.request);
  await phone.find('radio', '涉企经济犯罪报案').waitFor();
  await phone.type(requestsText.title, '供应商收了货款不发货');
  await phone.type(requestsText.body, '合同签订后收了货款，一直不发货也联系不上。');
  await photographAll([phone], 'request-about-an-item');
  await phone.tap(requestsText.send);
  await phone.sees('东莞市公安局经侦支队');
  await phone.sees(requestsText.item);
  const filed = await server.db`select item_code as item from service_case where title = '供应商收了货款不发货'`;
  expect(filed).toEqual([{ item: 'case-economic' }]);
  expect(phone.problems).toEqual([]);
  await phone.close();
}, 120_000);

test('“not solved” is one tap: the request opens again and words may follow', async () => {
  const [employee, liaison, handler] = await Promise.all(
    ['demo-employee-su-0001', 'demo-liaison-ou-0001', 'demo-handler-guancheng-0001'].map((openid) => server.signIn(openid)),
  );
  const { enterprises } = (await server.call('enterprises.mine', {}, employee)).body;
  const said = { category: 'handling', title: '集中办理居住证', body: '想请民警到厂里集中办理一次。' } as const;
  const { id } = (await server.call('cases.file', { enterpriseId: enterprises[0]?.id ?? '', ...said }, employee)).body;
  await server.call('desk.contact', { id, text: '已电话联系。' }, liaison);
  await server.call('desk.accept', { id }, handler);
  await server.call('desk.complete', { id, outcome: 'settled', text: '已安排周三上门办理。' }, handler);
  const phone = await aPhone(browser, server.url);
  await signIn(phone, '苏晓彤');
  await phone.open(paths.request(id));
  await phone.tap(caseActionWords.dispute);
  await phone.sees(requestsText.disputed);
  await phone.sees(requestsText.remarkTitle);
  await photographAll([phone], 'request-not-solved');
  expect(await server.db`select status, times_reopened as times from service_case where id = ${id}`).toEqual([{ status: 'accepted', times: 1 }]);
  expect(phone.problems).toEqual([]);
  await phone.close();
}, 120_000);

test('somebody who writes of the same is shown the open request and adds to it instead', async () => {
  const phone = await aPhone(browser, server.url);
  await signIn(phone, '苏晓彤');
  await phone.open(paths.newRequest());
  await phone.type(requestsText.title, '厂门口红绿灯什么时候装');
  await phone.sees(requestsText.similar);
  await photographAll([phone], 'request-similar');
  await phone.tap(requestsText.thisOne);
  await phone.sees(requestsText.remarkTitle);
  await phone.tap(requestsText.remarkSend);
  await phone.sees('补充了情况');
  const cases = await server.db`select 1 from service_case where title like '%红绿灯%'`;
  expect(cases.length).toBe(1);
  await phone.open(paths.newRequest());
  expect(await phone.find('textbox', requestsText.title).inputValue()).toBe('');
  expect(phone.problems).toEqual([]);
  await phone.close();
}, 120_000);

test('words of danger put 110 on top at once, without a network too', async () => {
  const phone = await aPhone(browser, server.url);
  await signIn(phone, '苏晓彤');
  await phone.open(paths.newRequest());
  await phone.find('textbox', requestsText.title).waitFor();
  await phone.page.context().setOffline(true);
  await phone.type(requestsText.title, '车间起火有人被困');
  await phone.sees(requestsText.call110);
  const [call, form] = await Promise.all([
    phone.find('button', requestsText.call110).boundingBox(),
    phone.find('textbox', requestsText.title).boundingBox(),
  ]);
  expect(call?.y ?? 9_999).toBeLessThan(form?.y ?? 0);
  await phone.sees(requestsText.call['119']);
  await phone.close();
}, 60_000);

test('the desk sees photos of the requester, and marks which of its own the requester will see', async () => {
  const [one] = await server.db<{ id: string }[]>`select id from service_case where title = ${title}`;
  const [owner] = await server.db<
    { name: string }[]
  >`select p.name from service_case c join person p on p.id = c.owner_id where c.id = ${one?.id ?? ''}`;
  const phone = await aPhone(browser, server.url);
  await signIn(phone, owner?.name ?? '');
  await phone.open(staffPaths.case(one?.id ?? ''));
  await phone
    .find('button', /^照片 1，点开看大图$/)
    .first()
    .waitFor();
  await photographAll([phone], 'desk-photos');
  await phone.open(staffPaths.step(one?.id ?? '', 'contact'));
  await phone.tap('已电话联系，约定上门了解情况。');
  await phone.page.evaluate(() => window.scrollTo(0, 0));
  const chooser = phone.page.waitForEvent('filechooser');
  await phone.find('button', '添加照片').last().click();
  await (await chooser).setFiles([{ name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(await aJpeg()) }]);
  await phone.sees(photosText.count(1));
  await phone.page.waitForFunction((words) => !document.body.innerText.includes(words), '正在上传');
  await photographAll([phone], 'desk-step-photos');
  const answered = phone.page.waitForResponse('**/contact');
  await phone.tap('登记联系');
  expect((await answered).status()).toBe(200);
  const [hidden] = await server.db`select internal from stored_file where case_id = ${one?.id ?? ''} and internal`;
  expect(hidden?.internal).toBe(true);
  expect(phone.problems).toEqual([]);
  await phone.close();
}, 120_000);

test('staff write down what came by phone, once, and order a hidden danger put right, which the requester sees', async () => {
  const phone = await aPhone(browser, server.url);
  await signIn(phone, '罗承');
  await phone.open(staffPaths.takeDown());
  await phone.choose('电话');
  await phone.type(takeDownText.findEnterprise, '莞城示例');
  await phone.tap(/莞城示例精密制造有限公司/);
  await phone.choose(/苏晓彤/);
  await phone.choose('安全指导');
  await phone.type(requestsText.title, '厂外弯道没有护栏');
  await phone.type(requestsText.body, '来电说厂外弯道没有护栏，夜里有车冲出去过');
  await pick(phone, '添加照片', [await aJpeg()]);
  await phone.page.waitForFunction((words) => !document.body.innerText.includes(words), '正在上传');
  await photographAll([phone], 'take-down');
  await phone.tap(takeDownText.send);
  await phone.sees(rectificationsText.order);
  const [one] = await server.db<{ id: string }[]>`select id from service_case where title = '厂外弯道没有护栏'`;
  const id = one?.id ?? '';
  await phone.tap(rectificationsText.order);
  await phone.type(rectificationsText.hazard, '弯道没有护栏，夜间易冲出路面');
  await phone.type(rectificationsText.place, '厂外三号弯道');
  await phone.type('单位或镇街名称', '莞城');
  await phone.find('radio', /莞城/).first().click();
  await pick(phone, '添加照片', [await aJpeg()]);
  await phone.page.waitForFunction((words) => !document.body.innerText.includes(words), '正在上传');
  await photographAll([phone], 'rectification-order');
  await phone.tap(rectificationsText.orderSend);
  await phone.sees('整改中');
  await photographAll([phone], 'rectification-desk');
  expect(phone.problems).toEqual([]);
  await phone.close();

  const requester = await aPhone(browser, server.url);
  await signIn(requester, '苏晓彤');
  await requester.open(paths.request(id));
  await requester.sees('整改中');
  await requester.sees('弯道没有护栏，夜间易冲出路面');
  await photographAll([requester], 'rectification-requester');
  expect(requester.problems).toEqual([]);
  await requester.close();
}, 120_000);
