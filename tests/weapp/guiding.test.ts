import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { guideEndingWords, guidingText } from '../../shared/text/pages/guiding';
import { homeText } from '../../shared/text/pages/home';
import { interviewText } from '../../shared/text/pages/interview';
import { staffText } from '../../shared/text/pages/staff';
import { startTestServer, type TestServer } from '../support/server';
import { openPhone, type Phone } from './runtime/phone';
import { findItem, permit, signInAtMe } from './walks';

/** An interview on two phones in the built mini-program (F2). */

let server: TestServer;
const phones: Phone[] = [];
const open = async (openid: string): Promise<Phone> => {
  const phone = await openPhone({ apiBase: server.url, openid });
  phones.push(phone);
  return phone;
};
beforeAll(async () => {
  server = await startTestServer({ jobs: false });
});
afterEach(() => {
  for (const phone of phones.splice(0)) phone.close();
});
afterAll(() => server?.stop());

test('a guide answers on a second phone, the citizen sees it, and a tap ends it for both', async () => {
  const [ye] = await server.db<{ openid: string }[]>`select openid from person where name = '叶子晴'`;
  const citizen = await open('demo-citizen-he-0001');
  await findItem(citizen, '暂住证', permit);
  await citizen.tap('#start');
  await citizen.until(() => citizen.shows('申请人属于哪一种？'), 'the first question');
  await citizen.tap(interviewText.askGuide);
  await citizen.until(() => citizen.find('#guide-agree')?.disabled === false, 'the consent');
  await citizen.tap(guidingText.agree);
  await citizen.until(() => citizen.find('#guide-digits') !== undefined, 'the digits');
  const code = citizen.find('#guide-digits')?.text.replace(/\D/g, '') ?? '';

  const guide = await open(ye?.openid ?? '');
  await signInAtMe(guide);
  await guide.tap(homeText.desk);
  await guide.until(() => guide.find('#desk-guide') !== undefined, 'the entry of guides');
  expect(guide.shows(staffText.helpCitizen)).toBe(true);
  await guide.tap('#desk-guide');
  await guide.until(() => guide.find('#guide-code') !== undefined, 'the field for the digits');
  await guide.type('#guide-code', code);
  await guide.tap(guidingText.open);
  await guide.until(() => guide.shows(guidingText.withCitizen), 'both to be together');
  await guide.tap('内地居民，户口在东莞以外');
  await citizen.until(() => citizen.shows('以前领过东莞的居住证吗？'), 'the next question on the other phone');
  expect(citizen.shows(guidingText.byGuide)).toBe(true);

  await citizen.tap(guidingText.end);
  await citizen.until(() => citizen.shows(guideEndingWords.citizen), 'the end');
  await guide.until(() => guide.shows(guidingText.gone), 'the guide to see nothing any more');
  expect(guide.shows('内地居民')).toBe(false);
  await citizen.tap(guidingText.goOn);
  await citizen.until(() => citizen.path === 'pages/interview/index' && citizen.shows('以前领过东莞的居住证吗？'), 'the questions to go on');
});
