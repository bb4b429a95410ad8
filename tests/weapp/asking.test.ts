import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { runJobs } from '../../functions/jobs/index';
import { photoLimits } from '../../shared/rules/photos';
import { kitText } from '../../shared/text/kit';
import { noticeWords } from '../../shared/text/notices';
import { askText } from '../../shared/text/pages/ask';
import { questionDeskText, questionsText } from '../../shared/text/pages/consultations';
import { homeText } from '../../shared/text/pages/home';
import { inboxText } from '../../shared/text/pages/inbox';
import { ratingText } from '../../shared/text/pages/rating';
import { photosText } from '../../shared/text/photos';
import { ratingLevelWords } from '../../shared/text/ratings';
import { passSecondFactorOf } from '../support/builders';
import { aJpeg } from '../support/pictures';
import { startTestServer, type TestServer } from '../support/server';
import { openPhone, type Phone } from './runtime/phone';
import { signInAtMe } from './walks';

/** A question to a person in the built mini-program, on the phone of who asks and of who answers (F1, F4). */

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

const employee = 'demo-employee-su-0001';
/** What was read within two seconds counts as fresh; the page asks again after twenty. */
const untilReadAgain = 30_000;
const question = '厂里招了 12 名新员工，落户材料能不能由公司统一交';
const answer = '可以由公司统一交，每人一份申领表，户口页要本人核对。';
const more = '本人在外地出差，能委托同事核对吗';

test('a question finds no answer while it is typed, goes to a person, is answered, asked on and rated, and becomes a request without being typed again', async () => {
  const [who] = await server.db<{ openid: string }[]>`select openid from person where name = '谢鉴'`;
  const asker = await open(employee);
  await signInAtMe(asker);
  await asker.tap(homeText.ask.word);
  await asker.type(askText.box, '身份证丢了怎么办');
  await asker.until(() => asker.shows('身份证丢了怎么补？'), 'an answer while one types');
  await asker.type(askText.box, question);
  await asker.until(() => !asker.shows('身份证丢了怎么补？'), 'other answers');
  await asker.tap('#ask-person');
  await asker.until(() => asker.find('#question-text') !== undefined, 'the form');
  expect(asker.typed('#question-text')).toBe(question);
  const bytes = Buffer.from(await aJpeg());
  asker.person.photos = [{ tempFilePath: 'http://tmp/list.jpg', size: bytes.length, bytes }];
  await asker.tap(kitText.addPhoto);
  await asker.until(() => asker.shows(kitText.photosLeft(photoLimits.each - 1)), 'the photo');
  await asker.tap('#question-send');
  await asker.until(() => asker.path === 'pages/ask/question' && asker.find('#question-close') !== undefined, 'the question to be sent');
  const asked = async () =>
    (
      await server.db<
        { id: string; status: string }[]
      >`select c.id, c.status from consultation c join person p on p.id = c.person_id where p.openid = ${employee}`
    )[0];
  expect(await asked()).toMatchObject({ status: 'asked' });

  const desk = await open(who?.openid ?? '');
  await signInAtMe(desk);
  await passSecondFactorOf(server.db, '谢鉴');
  await desk.tap(homeText.desk);
  await desk.until(() => desk.shows(questionDeskText.count(1)), 'a question that waits');
  await desk.tap('#desk-questions');
  await desk.until(() => desk.find(question) !== undefined, 'the question in the list');
  await desk.tap(question);
  await desk.until(() => desk.find('#answer-text') !== undefined && desk.find(photosText.open(1)) !== undefined, 'the question and its photo');
  await desk.type('#answer-text', answer);
  await desk.tap('#answer-send');
  await desk.until(() => desk.find('#question-make') !== undefined && desk.shows(answer), 'the answer in the thread');
  expect(await asked()).toMatchObject({ status: 'answered' });

  await runJobs(server.room);
  await asker.relaunch();
  await asker.until(() => asker.find('#inbox') !== undefined, 'the inbox');
  await asker.tap('#inbox');
  await asker.until(() => asker.shows(inboxText.unread), 'the notice');
  await asker.tap(noticeWords.consultation_answered.title);
  await asker.until(() => asker.shows(answer), 'the answer', untilReadAgain);
  await asker.type('#question-on-text', more);
  await asker.tap('#question-on-send');
  await asker.until(() => asker.shows(more) && asker.find('#question-on-send') === undefined, 'the thread to wait for an answer again');
  await desk.relaunch({ path: 'staff/consultations/detail', query: { id: (await asked())?.id ?? '' } });
  await desk.until(() => desk.shows(more), 'the further question');
  await desk.type('#answer-text', '可以，写一份委托书。');
  await desk.tap('#answer-send');
  await desk.until(() => desk.shows('可以，写一份委托书。'), 'the second answer');

  await asker.relaunch({ path: 'pages/ask/question', query: { id: (await asked())?.id ?? '' } });
  await asker.until(() => asker.find('#question-rate') !== undefined, 'the offer to rate', untilReadAgain);
  await asker.tap('#question-rate');
  await asker.until(() => asker.find('#give')?.disabled === true, 'the rating page');
  await asker.tap(ratingLevelWords[4]);
  await asker.tap('#give');
  await asker.until(() => asker.shows(ratingText.done), 'the thanks');
  expect(
    await server.db`select o.subject, r.level from rating r join rating_occasion o on o.id = r.occasion_id where o.subject_id = ${(await asked())?.id ?? ''}`,
  ).toEqual([{ subject: 'consultation', level: 4 }]);

  await asker.relaunch({ path: 'pages/ask/question', query: { id: (await asked())?.id ?? '' } });
  await asker.tap('#question-request');
  await asker.until(() => asker.path === 'pages/requests/new' && asker.find('#request-body') !== undefined, 'the request');
  expect(asker.typed('#request-body')).toBe(`${question}\n${more}`);
  await asker.until(() => asker.shows(kitText.photosLeft(photoLimits.each - 1)), 'the photo to have come along');
  await asker.type('#request-title', '自己写的一句');
  await asker.back();
  await asker.tap('#question-request');
  await asker.until(() => asker.shows(questionsText.requestWritten), 'to be asked about the request that is being written');
  await asker.tap('#request-keep');
  await asker.until(() => asker.path === 'pages/requests/new', 'the request');
  expect(asker.typed('#request-title')).toBe('自己写的一句');
}, 120_000);
