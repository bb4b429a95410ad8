import { fieldProblem } from '../../functions/stand-ins/wechat/template-limits';
import { fitTemplateData, fitTemplateField, templateFieldKind } from '../../shared/rules/template-fields';

describe('template fields', () => {
  test.each([
    ['leaves a thing of 20 characters alone', 'thing1', '居'.repeat(20), '居'.repeat(20)],
    ['cuts a thing of 21 characters to 19 and an ellipsis', 'thing1', '居'.repeat(21), `${'居'.repeat(19)}…`],
    ['cuts at the end of a clause in the second half', 'thing1', '您的居住证已经制好了，请带上身份证原件来大厅领取', '您的居住证已经制好了…'],
    [
      'does not cut at a clause that would leave little',
      'thing1',
      '您好，居住证申领材料已经全部收齐正在制证请耐心等候',
      '您好，居住证申领材料已经全部收齐正在制…',
    ],
    ['leaves no bracket open', 'thing1', '市外迁入投靠配偶（含随迁子女以及老人的情形）材料', '市外迁入投靠配偶…'],
    ['drops a comma before the ellipsis', 'thing1', '一二三四五六七八九十一二三四五六七八，二十号以后再来', '一二三四五六七八九十一二三四五六七八…'],
    ['joins lines and spaces', 'thing1', ' 居住证\n 申领 ', '居住证 申领'],
    ['never leaves a thing empty', 'thing1', '  ', '无'],
    ['keeps five Chinese characters of a phrase', 'phrase1', '已确认预约了', '已确认预约'],
    ['drops from a phrase what is not Chinese', 'phrase1', '已确认(1)', '已确认'],
    ['never leaves a phrase empty', 'phrase1', 'OK', '无'],
    ['keeps ten characters of a Chinese name', 'name1', '欧阳娜娜欧阳娜娜欧阳娜娜', '欧阳娜娜欧阳娜娜欧阳'],
    ['keeps the given name of a long name with a dot', 'name1', '玛依努尔·阿卜杜热合曼江', '玛依努尔'],
    ['leaves a Latin name of 20 characters alone', 'name1', 'Christopher Anderson', 'Christopher Anderson'],
    ['cuts a Latin name between words', 'name1', 'Maria Fernandez de la Cruz', 'Maria Fernandez de'],
    ['cuts a single long Latin word', 'name1', 'Wolfeschlegelsteinhausen', 'Wolfeschlegelsteinha'],
    ['drops Chinese from a character string', 'character_string1', '预约码 H7K2MN', 'H7K2MN'],
    ['keeps 32 characters of a character string', 'character_string1', 'A'.repeat(40), 'A'.repeat(32)],
    ['never leaves a character string empty', 'character_string1', '中文', '-'],
    ['takes the number out of words', 'number1', '前面还有 12 人', '12'],
    ['keeps 32 digits', 'number1', '1'.repeat(40), '1'.repeat(32)],
    ['drops the extension of a phone number', 'phone_number1', '0769-8511 0110 转 1234567890', '0769-85110110'],
    ['keeps 8 places of a car number', 'car_number1', '粤s·12345 学 9', '粤S12345学'],
    ['words an instant in Shanghai time', 'time2', '2026-11-22T17:30:00.000Z', '2026年11月23日 01:30'],
    ['words a date', 'date2', '2026-01-05', '2026年1月5日'],
    ['makes tildes and colons half-width', 'time2', '2026年11月23日 09\uFF1A30\uFF5E10\uFF1A00', '2026年11月23日 09:30~10:00'],
    ['takes an amount out of words', 'amount1', '工本费 1,020.5 元', '1020.5元'],
    ['keeps a family of 20 signs whole', 'thing1', `${'居'.repeat(15)}👨‍👩‍👧`, `${'居'.repeat(15)}👨‍👩‍👧`],
    ['does not cut a family in the middle', 'thing1', `${'居'.repeat(16)}👨‍👩‍👧了`, `${'居'.repeat(16)}…`],
    ['does not cut a sign from its colour', 'thing1', `${'居'.repeat(18)}👍🏽好`, `${'居'.repeat(18)}…`],
    ['drops half a sign', 'thing1', '居住\ud83d证', '居住证'],
    ['makes one line of all sorts of lines', 'thing1', '居住证\r\n申\u2028领\u0007', '居住证 申 领'],
    ['takes what cannot be seen for nothing', 'thing1', '\u200b\u200d\ufeff', '无'],
    ['keeps 15 characters and a clause, and marks the cut', 'thing1', `${'居'.repeat(15)}，${'住'.repeat(10)}`, `${'居'.repeat(15)}…`],
    ['counts an emoji as one and does not break it', 'thing1', '😀'.repeat(25), `${'😀'.repeat(19)}…`],
  ])('%s', (_what, key, value, fitted) => {
    expect(fitTemplateField(key, value)).toBe(fitted);
  });

  test('whatever is put in, WeChat takes what comes out', () => {
    const hostile = [
      '',
      ' ',
      '中'.repeat(200),
      'x'.repeat(200),
      '(((((',
      '，，，，，，，，，，，，，，，，，，，，，，，，',
      '1.',
      '１２３',
      '\u0000\u0007',
      `${'a'.repeat(19)}😀`,
      '·····················',
      '9'.repeat(99),
      '\ud800',
      `${'a'.repeat(19)}\udfff`,
      '\u200d'.repeat(30),
      '👩‍❤️‍👨'.repeat(9),
      '\u202e反过来',
      '\n\n\n',
    ];
    for (const kind of ['thing', 'number', 'letter', 'symbol', 'character_string', 'amount', 'phone_number', 'name', 'phrase'])
      for (const value of hostile) {
        const fitted = fitTemplateField(`${kind}1`, value);
        expect([kind, value, fieldProblem(`${kind}1`, fitted)]).toEqual([kind, value, null]);
      }
  });

  test('knows the kind of a key and refuses a key WeChat does not know', () => {
    expect(templateFieldKind('character_string12')).toBe('character_string');
    expect(templateFieldKind('thing')).toBeNull();
    expect(() => fitTemplateData({ note1: '居住证' })).toThrow('note1');
  });
});
