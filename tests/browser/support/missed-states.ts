import writeXlsxFile from 'write-excel-file/node';
import { paths } from '../../../miniprogram/paths';
import { staffPaths } from '../../../miniprogram/staff/paths';
import { runJobs } from '../../../functions/jobs/index';
import type { Input, Output } from '../../../shared/contract/index';
import type { EndpointName } from '../../../shared/contract/routes';
import { later, shanghaiDay } from '../../../shared/rules/shanghai';
import { groupHeaders, groupSheetName } from '../../../shared/text/groups';
import { aChecklist, aPerson, aSlot } from '../../support/builders';
import type { TestServer } from '../../support/server';
import { freeTime } from './booking';
import type { LivedIn } from './lived-in';
import type { Phone } from './phone';
import type { PageState } from './states';

/** Appointments to which nobody came, by what was said of them; a hall with a full day; what can be added to a visit. */
export type MissedLife = {
  missed: Record<'unsaid' | 'said' | 'answered', string>;
  fullHall: { id: string; checklist: string };
  matter: string;
  hallId: string;
};

const openids = {
  fang: 'demo-principal-fang-0001',
  liang: 'demo-principal-liang-0001',
  chen: 'demo-citizen-chen-0001',
  lin: 'demo-officer-lin-0001',
};
type Someone = keyof typeof openids;

export async function missedLife(server: TestServer, { hallId, checklist }: LivedIn): Promise<MissedLife> {
  const now = server.clock.now();
  const tokens = Object.fromEntries(
    await Promise.all(Object.entries(openids).map(async ([who, openid]) => [who, await server.signIn(openid)] as const)),
  ) as Record<Someone, string>;
  const must = async <Name extends EndpointName>(name: Name, input: Input<Name>, token: string): Promise<Output<Name>> => {
    const answer = await server.call(name, input, token);
    if (answer.status !== 200) throw new Error(`${name}: ${answer.text}`);
    return answer.body;
  };
  /** Booked for a time that has since passed without anybody coming. */
  const missedBy = async (who: Someone, minutes: number) => {
    const slot = await aSlot(server.db, { hallId, now, startsAt: later(now, 86_400_000) });
    const booked = await must(
      'appointments.book',
      { slotId: slot.id, checklistCode: await aChecklist(server.db, { halls: [hallId], now }) },
      tokens[who],
    );
    const startsAt = later(now, -20 * 3_600_000 + minutes * 60_000);
    await server.db`
      update slot set starts_at = ${startsAt}, ends_at = ${later(startsAt, 1_800_000)}, day = ${shanghaiDay(startsAt)} where id = ${slot.id}`;
    return booked.id;
  };
  const missed = { unsaid: await missedBy('fang', 1), said: await missedBy('liang', 2), answered: await missedBy('chen', 3) };
  await runJobs(server.room);
  await must('explanations.give', { id: missed.said, words: '孩子当天早上突然发烧，在社区医院看病，有病历，来不及取消。' }, tokens.liang);
  await must('explanations.give', { id: missed.answered, words: '记错了日子，第二天才到。' }, tokens.chen);
  await must('explanations.decide', { id: missed.answered, outcome: 'refused', reply: '当天没有收到改期申请，这次计入。' }, tokens.lin);

  // A hall with one place on one day, which somebody has; one waits for it, another is offered it.
  const full = 'full-hall';
  await server.db`
    insert into hall (id, unit_id, name, town, address, phone, latitude, longitude, counters, opening)
    select ${full}, unit_id, '莞城一窗通办大厅东门分厅', town, address, phone, latitude, longitude, counters, opening from hall where id = ${hallId}`;
  const own: string[] = [];
  const fullDay = async (days: number) => {
    const startsAt = later(now, days * 86_400_000 + 3_600_000);
    const slot = await aSlot(server.db, { hallId: full, now, startsAt });
    own.push(slot.id);
    const holder = await aPerson(server.db, { now });
    const code = await aChecklist(server.db, { halls: [full], now });
    const booked = await must('appointments.book', { slotId: slot.id, checklistCode: code }, holder.token);
    return { code, date: shanghaiDay(startsAt), cancel: () => must('appointments.cancel', { id: booked.id }, holder.token) };
  };
  const [waited, offered] = [await fullDay(2), await fullDay(3)];
  await must('waitList.join', { hallId: full, date: waited.date, checklistCode: waited.code }, tokens.liang);
  await must('waitList.join', { hallId: full, date: offered.date, checklistCode: offered.code }, tokens.liang);
  await offered.cancel();
  await runJobs(server.room);
  // What its calendar opens besides is for later.
  await server.db`
    update place set released_at = '2099-01-01' where slot_id in (select id from slot where hall_id = ${full} and id <> all(${own}))`;

  return { missed, fullHall: { id: full, checklist: waited.code }, matter: checklist, hallId };
}

/** A list with a mistake of each kind that people make. */
async function wrongList(): Promise<Buffer> {
  const rows = [
    [groupHeaders.name, groupHeaders.idNumber, groupHeaders.phone],
    ['梁志强', '990001199003073006', '199000010'],
    ['', '99000119900307', ''],
    ['古丽巴哈尔·买买提', '990001199013073011', ''],
  ];
  return writeXlsxFile(
    rows.map((row) => row.map((value) => ({ value, type: String }))),
    { sheet: groupSheetName },
  ).toBuffer();
}

/** The pages on missed appointments, full days, other matters of a visit, and lists with mistakes. */
export function missedStates({ missed, fullHall, matter, hallId }: MissedLife): PageState[] {
  const toTimes = paths.bookingTime({ code: fullHall.checklist, hall: fullHall.id });
  return [
    { name: 'appointment-missed', who: '方国栋', path: paths.appointment(missed.unsaid), sees: '交给窗口' },
    { name: 'appointment-missed-said', who: '梁志远', path: paths.appointment(missed.said), sees: '待窗口答复' },
    { name: 'appointment-missed-answered', who: '陈伯年', path: paths.appointment(missed.answered), sees: '未采纳' },
    { name: 'explanations', who: '林岚', path: staffPaths.explanations, sees: '待窗口答复' },
    {
      name: 'explanations-answering',
      who: '林岚',
      path: staffPaths.explanations,
      act: (phone) => phone.choose('采纳，这次不计入'),
      sees: '答复申请人',
    },
    { name: 'waiting', who: '梁志远', path: paths.waiting, sees: '接受并预约' },
    { name: 'wait-list-full-day', who: '方国栋', path: toTimes, act: chooseDay, sees: '候补这一天' },
    {
      name: 'wait-list-joined',
      who: '方国栋',
      path: toTimes,
      act: async (phone) => {
        await chooseDay(phone);
        await phone.tap('候补这一天');
      },
      sees: '看我的候补',
    },
    {
      name: 'booking-also',
      who: '何静雯',
      path: paths.bookingTime({ code: matter, hall: hallId }),
      act: (phone) => phone.page.locator('[id^="also-"][role="checkbox"]').filter({ visible: true }).first().click(),
      sees: '同一趟一起办的，选上就会留连着的时间。',
    },
    {
      name: 'booking-also-confirm',
      who: '何静雯',
      path: paths.bookingTime({ code: matter, hall: hallId }),
      act: async (phone) => {
        await phone.page.locator('[id^="also-"][role="checkbox"]').filter({ visible: true }).first().click();
        await freeTime(phone).click();
      },
      sees: '这个时间为您留着',
    },
    { name: 'booking-also-none', who: '苏晓彤', path: paths.bookingTime({ code: matter, hall: hallId }), sees: '再加一件事' },
    {
      name: 'group-mistakes',
      who: '苏晓彤',
      path: paths.newGroup,
      act: async (phone) => {
        await phone.type('办哪件事', '居住证');
        await phone.choose(/^居住证申领/);
        const [chooser] = await Promise.all([phone.page.waitForEvent('filechooser'), phone.tap('选择填好的表格并上传')]);
        await chooser.setFiles({ name: '名单.xlsx', mimeType: 'application/octet-stream', buffer: await wrongList() });
      },
      sees: /第 2 行/,
    },
  ];
}

/** The day of the hall that is open and full. */
const chooseDay = (phone: Phone) => phone.choose(/^11月26日.*已约满/);
