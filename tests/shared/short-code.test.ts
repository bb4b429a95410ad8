import { shortCodeIn } from '../../shared/rules/short-code';

test.each([
  ['K7M2QXPD', 'K7M2QXPD'],
  [' k7m2 qxpd ', 'K7M2QXPD'],
  ['Ｋ７Ｍ２ＱＸＰＤ', 'K7M2QXPD'],
  ['https://example.cn/apt?code=K7M2QXPD&from=qr', 'K7M2QXPD'],
  ['pages/appointments/detail?scene=K7M2QXPD', 'K7M2QXPD'],
  // the QR of a checklist
  ['https://example.cn/#/pages/checklist/index?code=K7M2QXPD', 'K7M2QXPD'],
])('reads the code out of “%s”', (text, code) => {
  expect(shortCodeIn(text)).toBe(code);
});

test.each(['', 'K7M2', 'K7M2QXP0', 'https://example.cn/', '微信付款码'])('finds none in “%s”', (text) => {
  expect(shortCodeIn(text)).toBeNull();
});
