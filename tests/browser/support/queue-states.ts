import { paths } from '../../../miniprogram/paths';
import { staffPaths } from '../../../miniprogram/staff/paths';
import type { TestServer } from '../../support/server';
import type { LivedIn } from './lived-in';
import type { PageState } from './states';

export type QueueLife = { ticket: string; hallCode: string };

/** Somebody has walked in, whom nobody knows yet. */
export async function queueLife(server: TestServer, { hallId }: LivedIn): Promise<QueueLife> {
  const guide = await server.signIn('demo-officer-lin-0001');
  const item = (await server.call('items.search', { hallId, query: '居住证' })).body.items[0]?.code ?? '';
  const taken = await server.call('queue.walkIn', { hallId, itemCode: item }, guide);
  const door = await server.call('queue.hallCode', { hallId }, guide);
  if (taken.status !== 200) throw new Error(taken.text);
  return { ticket: taken.body.ticket.id, hallCode: door.body.code };
}

/** The pages of tickets, counters and the door of the hall. */
export function queueStates({ appointments }: LivedIn, { ticket, hallCode }: QueueLife): PageState[] {
  return [
    { name: 'arrive', who: '苏晓彤', path: paths.arrive(hallCode), sees: '我到了，签到取号' },
    { name: 'arrive-no-code', who: '苏晓彤', path: paths.arrive(), sees: '请扫大厅门口或屏幕上的签到码。' },
    { name: 'ticket', who: '', path: paths.ticket(ticket), sees: '这一页会自动更新' },
    { name: 'walk-in', who: '林岚', path: staffPaths.walkIn(), act: (phone) => phone.type('办什么事', '居住证'), sees: '居住证申领' },
    {
      name: 'walk-in-item',
      who: '林岚',
      path: staffPaths.walkIn(),
      act: async (phone) => {
        await phone.type('办什么事', '居住证');
        await phone.tap(/^居住证申领/);
      },
      sees: '知道就登记',
    },
    {
      name: 'walk-in-taken',
      who: '林岚',
      path: staffPaths.walkIn(),
      act: async (phone) => {
        await phone.type('办什么事', '居住证');
        await phone.tap(/^居住证申领/);
        await phone.tap('取号');
      },
      sees: '请办事人扫码看排队进度',
    },
    { name: 'window-ticket', who: '林岚', path: staffPaths.ticket(ticket), sees: '还没登记办事人' },
    { name: 'window-transfer', who: '林岚', path: staffPaths.ticket(ticket), act: (phone) => phone.tap(/^转其他窗口/), sees: '哪个窗口都行' },
    { name: 'counters', who: '林岚', path: staffPaths.counters, sees: '选哪些事' },
    {
      name: 'counters-choosing',
      who: '林岚',
      path: staffPaths.counters,
      act: (phone) => phone.tap(/^居住证/),
      sees: '居住证申领',
    },
    {
      name: 'green',
      who: '林岚',
      path: staffPaths.green,
      act: async (phone) => {
        await phone.type('姓名', '何守疆');
        await phone.choose('现役军人');
      },
      sees: '看过原件，登记',
    },
    { name: 'displays', who: '谭正', path: staffPaths.displays, sees: '门口的签到码' },
    { name: 'window-move', who: '林岚', path: staffPaths.move(appointments.booked.id), sees: '改期原因' },
  ];
}
