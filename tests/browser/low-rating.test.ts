import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { newId } from '../../functions/ids';
import { paths } from '../../miniprogram/paths';
import { staffPaths } from '../../miniprogram/staff/paths';
import { homeText } from '../../shared/text/pages/home';
import { ratingText } from '../../shared/text/pages/rating';
import { ratingFiguresText } from '../../shared/text/pages/rating-figures';
import { revealText } from '../../shared/text/pages/reveal';
import { remediesText } from '../../shared/text/pages/remedies';
import { passSecondFactorOf } from '../support/builders';
import { launchBrowser } from '../support/browser';
import { startTestServer, type TestServer } from '../support/server';
import { h5Dir } from './support/build';
import { measurePage } from './support/measure';
import { aPhone, photographAll, type Phone, signIn } from './support/phone';

/** E3 on two phones: a citizen gives 不满意, the head of the unit contacts, verifies and solves, the citizen reads it and says how it was. */

const number = '13800004321';
const pictures = 'test-results/looks';

let browser: Browser;
let server: TestServer;
const phones: Phone[] = [];
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [browser, server] = await Promise.all([launchBrowser(), startTestServer({ h5Dir })]);
});
afterAll(async () => {
  for (const phone of phones) await phone.close();
  await browser?.close();
  await server?.stop();
});

async function phoneOf(name: string, elder: boolean): Promise<Phone> {
  const phone = await aPhone(browser, server.url, { elder });
  phones.push(phone);
  await signIn(phone, name);
  await passSecondFactorOf(server.db, name);
  return phone;
}

/**
 * Whole, readable and easy to tap; with a picture. Of what the phone shows: a picture of the full page, taken while the page before slides away,
 * is twice as wide and leaves the phone zoomed out, where taps miss.
 */
async function looks(phone: Phone, name: string, elder: boolean): Promise<void> {
  await phone.page.screenshot({ path: `${pictures}/low-rating-${name}${elder ? '-elder' : ''}.png`, animations: 'disabled' });
  expect([name, await phone.page.evaluate(measurePage, elder)]).toEqual([name, []]);
}

test.each([false, true])('a low rating is put right by the head and rated by the citizen, on two phones (elder: %s)', async (elder) => {
  const title = elder ? '户口簿换发' : '居住证申领';
  const finishedAt = server.clock.now();
  const occasion = newId('rate', finishedAt);
  await server.db`
    insert into rating_occasion (id, subject, subject_id, run, place, title, person_id, unit_id, finished_at, channel, handled_by)
    select ${occasion}, 'case', ${newId('case', finishedAt)}, 1, 'online', ${title}, p.id, u.id, ${finishedAt}, 'mini_program',
      array(select id from person where name = '罗承')
    from person p, unit u where p.name = '何静雯' and u.id = 'dg-guancheng'`;

  const [{ id: rater = '' } = {}] = await server.db<{ id: string }[]>`select id from person where name = '何静雯'`;
  const sealed = server.room.sealer.seal({ table: 'person', column: 'phone', row: rater }, number);
  await server.db`update person set phone_sealed = ${sealed} where id = ${rater}`;

  const he = await phoneOf('何静雯', elder);
  await he.open(paths.rating(occasion));
  await he.choose(/^不满意$/);
  await he.sees(ratingText.contact);
  await he.tick('进展没有告诉我');
  await he.type('还想说的', '等了三周，没有人说一声。');
  await looks(he, 'give', elder);
  await he.tap(ratingText.give);
  await he.sees(ratingText.done);
  await he.sees('已交给单位负责人，不是给您办事的人');
  await looks(he, 'given', elder);

  const tan = await phoneOf('谭正', elder);
  await tan.open(paths.home);
  await tan.tap(homeText.desk);
  await tan.tap(/^差评整改/);
  await tan.sees('按最近的期限排列');
  await looks(tan, 'list', elder);
  await tan.tap(new RegExp(title));
  await tan.sees('等了三周，没有人说一声。');
  await tan.misses(new RegExp(number));
  await looks(tan, 'contact', elder);
  await tan.choose(remediesText.revealReasons[0]);
  await tan.tap(revealText.reveal);
  await tan.sees(remediesText.call(number));
  await looks(tan, 'revealed', elder);
  await tan.tap(remediesText.callQuick[0]);
  await tan.tap(remediesText.reached);
  await tan.choose(/^属实$/);
  await tan.tap(remediesText.verifyQuick[0]);
  await looks(tan, 'verify', elder);
  await tan.tap(remediesText.saveVerify);
  await tan.sees(remediesText.way);
  await tan.tap(remediesText.solveQuick[1]);
  await looks(tan, 'settle', elder);
  await tan.tap(remediesText.saveSolve);
  await tan.sees('已解决');
  await tan.misses(remediesText.saveSolve);
  await looks(tan, 'settled', elder);

  await he.open(paths.inbox);
  await he.tap(new RegExp(`“${title}”：`));
  await he.sees(remediesText.solveQuick[1]);
  await he.choose(/^满意$/);
  await looks(he, 'result', elder);
  await he.tap(ratingText.giveRemedy);
  await he.sees(ratingText.remedyRated('满意'));
  expect(await server.db`select status, result_level as level from remedy_order where occasion_id = ${occasion}`).toEqual([
    { status: 'solved', level: 4 },
  ]);

  await he.open(paths.me);
  await he.tap(new RegExp(`^${ratingText.mine}`));
  // The entry on the page before speaks of ratings too: the picture is of the list.
  await he.sees(ratingText.mineNote);
  await he.sees(title);
  await looks(he, 'mine', elder);

  await tan.open(staffPaths.ratingFigures);
  await tan.sees(ratingFiguresText.remedyOnTime);
  await tan.choose(ratingFiguresText.keys.channel);
  // The run in the other mode counts too.
  await tan.sees(/^参评 ([12])\/\1 · 基本满意以上 0%/);
  await looks(tan, 'figures', elder);
  await photographAll([he, tan], `low rating ${elder}`);
  expect([...he.problems, ...tan.problems]).toEqual([]);
}, 180_000);
