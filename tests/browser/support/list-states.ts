import { paths } from '../../../miniprogram/paths';
import { staffPaths } from '../../../miniprogram/staff/paths';
import { narrowingText } from '../../../shared/text/pages/narrowing';
import type { Phone } from './phone';
import type { PageState } from './states';

const handler = '罗承';
const employee = '苏晓彤';

/** Lists of requests, narrowed, searched and with a date explained, from both sides. */
export function listStates(): PageState[] {
  const why = (phone: Phone) => phone.tap('为什么是这一天');
  const narrow = (phone: Phone) => phone.tap(narrowingText.narrow);
  const nothing = (phone: Phone) => phone.type(narrowingText.box, '没有这回事');
  return [
    { name: 'desk-list-why', who: handler, path: staffPaths.cases('unit'), act: why, sees: /因此|期限/ },
    { name: 'desk-list-narrowing', who: handler, path: staffPaths.cases('unit'), act: narrow, sees: narrowingText.show },
    {
      name: 'desk-list-narrowed',
      who: handler,
      path: staffPaths.cases('unit'),
      act: async (phone) => {
        await narrow(phone);
        await phone.choose('便捷办理');
        await phone.choose('小程序');
        await phone.tap(narrowingText.show);
      },
      sees: narrowingText.chosen(narrowingText.channel, '小程序'),
    },
    { name: 'desk-list-nothing', who: handler, path: staffPaths.cases('unit'), act: nothing, sees: narrowingText.nothing },
    { name: 'requests-why', who: employee, path: paths.requests, act: why, sees: /因此|期限/ },
    { name: 'requests-narrowing', who: employee, path: paths.requests, act: narrow, sees: narrowingText.show },
    { name: 'requests-nothing', who: employee, path: paths.requests, act: nothing, sees: narrowingText.nothing },
    { name: 'board-counted', who: '谢鉴', path: staffPaths.board, sees: '统计' },
  ];
}
