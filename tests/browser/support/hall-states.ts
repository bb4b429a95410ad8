import { paths } from '../../../miniprogram/paths';
import { staffPaths } from '../../../miniprogram/staff/paths';
import type { LivedIn } from './lived-in';
import type { Phone } from './phone';
import type { PageState } from './states';

const head = '谭正';

/** The pages on the calendars of halls, in the states that draw something of their own. */
export function hallStates({ hallId }: LivedIn): PageState[] {
  const look = (phone: Phone) => phone.tap('看影响');
  return [
    { name: 'halls-home', who: head, path: paths.desk, sees: '大厅日历' },
    { name: 'halls', who: head, path: staffPaths.halls, sees: '14 天内' },
    { name: 'hall', who: head, path: staffPaths.hall(hallId), sees: '谁改过什么' },
    { name: 'hall-figures-list', who: head, path: staffPaths.figures, sees: '一次办成' },
    { name: 'hall-figures', who: head, path: staffPaths.hallFigures(hallId), sees: '实际到场' },
    { name: 'hall-day', who: head, path: staffPaths.hallDay(hallId, '2026-11-25'), sees: '绿色通道' },
    {
      name: 'hall-close',
      who: head,
      path: staffPaths.hallClose(hallId),
      act: async (phone) => {
        await phone.choose('自定一段');
        await phone.tap('设备检修');
        await look(phone);
      },
      sees: '确认保存',
    },
    {
      name: 'hall-special',
      who: head,
      path: staffPaths.hallSpecial(hallId),
      act: async (phone) => {
        await phone.tap('加一段');
        await look(phone);
      },
      sees: '确认保存',
    },
    {
      name: 'hall-hours',
      who: head,
      path: staffPaths.hallHours(hallId),
      act: async (phone) => {
        await phone.tap('加一段');
        await look(phone);
      },
      sees: '确认保存',
    },
  ];
}
