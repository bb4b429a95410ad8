import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { runJobs } from '../../functions/jobs/index';
import { paths } from '../../miniprogram/paths';
import { staffPaths } from '../../miniprogram/staff/paths';
import { askText } from '../../shared/text/pages/ask';
import { kitText } from '../../shared/text/kit';
import { questionDeskText, questionsText } from '../../shared/text/pages/consultations';
import { requestsText } from '../../shared/text/pages/requests';
import { photosText } from '../../shared/text/photos';
import { passSecondFactorOf } from '../support/builders';
import { launchBrowser } from '../support/browser';
import { aJpeg } from '../support/pictures';
import { startTestServer, type TestServer } from '../support/server';
import { h5Dir } from './support/build';
import { measurePage } from './support/measure';
import { aPhone, type Phone, photographAll, signIn } from './support/phone';

/** F1, F3: two phones, one in large letters: an answer found while typing, a question to a person, its answer, the entry made of it. */
let browser: Browser;
let server: TestServer;
beforeAll(async () => {
  mkdirSync('test-results', { recursive: true });
  [browser, server] = await Promise.all([launchBrowser(), startTestServer({ h5Dir })]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const question = '我是何静雯，孩子想在东莞参加夏令营集体办港澳团签可以吗';
const answer = '可以由学校统一报名，家长带孩子到出入境窗口办通行证和签注。';
const entry = '学校组织去香港夏令营怎么办证？';

async function readable(phone: Phone, name: string, elder: boolean): Promise<void> {
  await phone.page.waitForLoadState('networkidle');
  await photographAll([phone], `ask-${name}-${elder ? 'elder' : 'normal'}`);
  expect({ name, found: await phone.page.evaluate(measurePage, elder) }).toEqual({ name, found: [] });
}

test.each([
  false,
  true,
])('a question finds its answer, or a person, and the answer becomes an entry that is found (elder mode: %s)', async (elder) => {
  const citizen = await aPhone(browser, server.url, { elder });
  const desk = await aPhone(browser, server.url, { elder });
  await signIn(citizen, '何静雯');
  await signIn(desk, '谢鉴');
  await passSecondFactorOf(server.db, '谢鉴');

  await citizen.open(paths.ask());
  await citizen.type(askText.box, '身份证丢了怎么办');
  await citizen.sees('身份证丢了怎么补？');
  await readable(citizen, 'answers', elder);

  await citizen.type(askText.box, question);
  await citizen.tap(questionsText.ask);
  await citizen.find('textbox', questionsText.text).waitFor();
  await readable(citizen, 'new', elder);
  await citizen.tap(questionsText.send);
  await citizen.sees(/前答复/);
  await readable(citizen, 'asked', elder);

  await desk.open(staffPaths.consultations);
  await desk.sees(question);
  await readable(desk, 'desk-list', elder);
  await desk.tap(new RegExp(question));
  await desk.type(questionDeskText.answer, answer);
  await readable(desk, 'desk-question', elder);
  await desk.tap(questionDeskText.send);
  await desk.sees(questionDeskText.makeNote);

  await citizen.open(paths.consultations);
  await citizen.sees('已答复');
  await readable(citizen, 'list', elder);
  await citizen.tap(new RegExp(question));
  await citizen.sees(answer);
  await citizen.sees(questionsText.rate);
  await readable(citizen, 'answered', elder);

  await desk.tap(new RegExp(questionDeskText.make));
  await desk.sees(questionDeskText.takenOut('何静雯'));
  await desk.type(questionDeskText.question, entry);
  await desk.type(questionDeskText.phrasings, '孩子夏令营去香港');
  await readable(desk, 'make', elder);
  await desk.tap(questionDeskText.save);
  await desk.tap(questionDeskText.open);
  await desk.sees(questionDeskText.knowledge);
  await desk.sees(entry);
  await readable(desk, 'knowledge', elder);

  // nobody finds it before WeChat has passed its words (K4)
  while ((await server.db`select from text_check where state = 'waiting'`).length > 0) await runJobs(server.room);
  await citizen.open(paths.ask());
  await citizen.type(askText.box, '夏令营去香港');
  await citizen.sees(entry);
  expect([...citizen.problems, ...desk.problems]).toEqual([]);
  await citizen.close();
  await desk.close();
}, 240_000);

test.each([
  false,
  true,
])('an urgent question with a photo goes on to a request, and a request that is being written is not lost (elder mode: %s)', async (elder) => {
  const asker = await aPhone(browser, server.url, { elder });
  await signIn(asker, '苏晓彤');
  await asker.open(paths.askPerson({ item: 'residence-permit-apply', name: '居住证申领' }));
  await asker.type(questionsText.text, '厂里的新员工要一起办，今天能不能先给个答复');
  await asker.choose(questionsText.urgent);
  const chooser = asker.page.waitForEvent('filechooser');
  await asker.tap(kitText.addPhoto);
  await (await chooser).setFiles({ name: 'list.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(await aJpeg()) });
  await asker.sees(kitText.photosLeft(8));
  await asker.misses(/正在上传/);
  await readable(asker, 'urgent', elder);
  await asker.tap(questionsText.send);
  await asker.sees(/前答复/);
  await asker.find('button', photosText.open(1)).waitFor();
  await readable(asker, 'urgent-asked', elder);
  const question = asker.page.url();

  await asker.tap(new RegExp(`^${questionsText.toBook}`));
  await asker.sees('居住证申领');
  await asker.open(paths.newRequest());
  await asker.type(requestsText.title, '围墙倒了');
  await asker.page.goto(question);
  await asker.tap(new RegExp(`^${questionsText.toRequest}`));
  await asker.sees(questionsText.requestWritten);
  await readable(asker, 'request-written', elder);
  await asker.tap(questionsText.requestReplace);
  await asker.find('textbox', requestsText.body).waitFor();
  expect(await asker.find('textbox', requestsText.body).inputValue()).toContain('厂里的新员工要一起办');
  await asker.sees(kitText.photosLeft(8));
  await readable(asker, 'request', elder);
  expect(asker.problems).toEqual([]);
  await asker.close();
}, 240_000);
