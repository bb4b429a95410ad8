import { additionNames, mapText } from '../../shared/text/map';
import { checklistText } from '../../shared/text/pages/checklist';
import { mapPageText } from '../../shared/text/pages/map';
import { startTestServer, type TestServer } from '../support/server';
import { openPhone, type Phone } from './runtime/phone';
import { answerAll, findItem, permit, works } from './walks';

/** The map and the notice in the built mini-program. */

let server: TestServer;
let phone: Phone;
beforeAll(async () => {
  server = await startTestServer({ jobs: false });
});
afterEach(() => phone?.close());
afterAll(() => server?.stop());

const picture = () => Buffer.from(String(phone.find('#map-picture')?.attr.src).replace('data:image/svg+xml;base64,', ''), 'base64').toString('utf8');
const width = () => Number(/width: ?([\d.]+)px/.exec(String(phone.find('#map-picture')?.attr.style))?.[1]);

test('the map is drawn on the phone, with the answers it keeps, also without a network', async () => {
  phone = await openPhone({ apiBase: server.url, openid: 'demo-citizen-he-0001' });
  await findItem(phone, '暂住证', permit);
  phone.mini.network.offline = true;
  await phone.tap(mapPageText.open);
  await phone.until(() => phone.find('#map-picture') !== undefined, 'the map');
  expect(picture()).toMatch(/^<svg [\s\S]*<\/svg>$/);
  expect(picture()).not.toContain(mapText.yours);
  const natural = width();
  await phone.tap(mapPageText.larger);
  expect(width()).toBeGreaterThan(natural * 1.2);
  await phone.tap(mapPageText.words);
  expect(phone.shows(additionNames.material)).toBe(true);
});

test('a finished list has its own map from the service, and its notice opens or says what to do', async () => {
  phone = await openPhone({ apiBase: server.url, openid: 'demo-citizen-he-0001' });
  await findItem(phone, '暂住证', permit);
  await answerAll(phone, works);
  await phone.tap(checklistText.notice);
  await phone.until(() => phone.calls('openDocument').length === 1, 'the notice');
  expect(phone.calls('openDocument')[0]).toMatchObject({
    filePath: expect.stringMatching(/^http:\/\/tmp\/\d+\.pdf$/),
    fileType: 'pdf',
    showMenu: true,
  });

  phone.mini.network.offline = true;
  await phone.tap(checklistText.notice);
  await phone.until(() => phone.shows(checklistText.noticeNotFetched), 'what to do instead');
  phone.mini.network.offline = false;

  await phone.tap(mapPageText.openMine);
  await phone.until(() => phone.find('#map-picture') !== undefined, 'the map');
  expect(picture().split(mapText.yours).length - 1).toBe(works.length);
});
