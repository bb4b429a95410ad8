import { paths } from '../../../miniprogram/paths';
import { staffPaths } from '../../../miniprogram/staff/paths';
import { notify } from '../../../functions/notify';
import { later } from '../../../shared/rules/shanghai';
import { aChecklist, aPerson, aSlot } from '../../support/builders';
import type { TestServer } from '../../support/server';
import type { LivedIn } from './lived-in';
import type { PageState } from './states';

export type CallLife = { appointmentId: string };

/** Two people whom nothing has reached, one of them without a number, at the hall of 林岚. */
export async function callLife(server: TestServer, { hallId }: LivedIn): Promise<CallLife> {
  const now = server.clock.now();
  const ago = later(now, -5 * 3_600_000);
  const ids: string[] = [];
  for (const name of ['古丽巴哈尔·买买提江', '何未读']) {
    const person = await aPerson(server.db, { name, now });
    if (ids.length === 0) {
      const sealed = server.room.sealer.seal({ table: 'person', column: 'phone', row: person.id }, '13800001234');
      await server.db`update person set phone_sealed = ${sealed}, phone_hash = sha256('call'::bytea) where id = ${person.id}`;
    }
    const slot = await aSlot(server.db, { hallId, now });
    const checklistCode = await aChecklist(server.db, { halls: [hallId], now });
    const { body } = await server.call('appointments.book', { slotId: slot.id, checklistCode }, person.token);
    ids.push(body.id);
    const facts = { item: '居住证申领', when: '11月25日 周三 09:30', hall: '莞城一窗通办大厅', code: 'ABCD2345' };
    await server.db.begin((tx) => notify(tx, { personId: person.id, kind: 'appointment_confirmed', subjectId: body.id, facts, now: ago }));
  }
  const { noticeCalls } = await import('../../../functions/jobs/notice-calls');
  await noticeCalls(server.room, now);
  return { appointmentId: ids[0] ?? '' };
}

/** The call list of a hall, and where the notices about an appointment ended. */
export const callStates = ({ appointmentId }: CallLife): PageState[] => [
  { name: 'calls', who: '林岚', path: staffPaths.calls, sees: '看完整号码' },
  {
    name: 'calls-revealed',
    who: '林岚',
    path: staffPaths.calls,
    act: async (phone) => {
      await phone.choose('电话告知这条通知');
      await phone.tap('看完整号码');
    },
    sees: '已告知本人',
  },
  { name: 'calls-ended', who: '林岚', path: staffPaths.calls, act: (phone) => phone.choose('已有结果'), sees: '没有留电话' },
  {
    name: 'appointment-told',
    who: '林岚',
    path: staffPaths.appointment(appointmentId),
    act: (phone) => phone.tap('通知到哪了'),
    sees: '待电话告知',
  },
  { name: 'inbox-unread', who: '林岚', path: paths.inbox, sees: /标为已读|看过的|未读/ },
];
