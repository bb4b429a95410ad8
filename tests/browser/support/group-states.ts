import writeXlsxFile from 'write-excel-file/node';
import { paths } from '../../../miniprogram/paths';
import { staffPaths } from '../../../miniprogram/staff/paths';
import type { Input, Output } from '../../../shared/contract/index';
import type { EndpointName } from '../../../shared/contract/routes';
import { idCheckCharacter } from '../../../shared/rules/id-number';
import { shanghaiDay } from '../../../shared/rules/shanghai';
import { groupHeaders, groupSheetName } from '../../../shared/text/groups';
import type { TestServer } from '../../support/server';
import type { PageState } from './states';

/** Lists of employees: one without anything yet, one with places at a window, one larger than a day's places, one at the door. */
export type GroupLife = Record<'fresh' | 'placed' | 'large' | 'round', string>;

const openids = { su: 'demo-employee-su-0001', ou: 'demo-liaison-ou-0001' } as const;
const itemCode = 'residence-permit-apply';
const names = ['梁志强', '欧阳晓燕', '古丽巴哈尔·买买提', '陈小玲', '黄伟', '何嘉欣'];

export async function groupLife(server: TestServer): Promise<GroupLife> {
  const now = server.clock.now();
  const tokens = { su: await server.signIn(openids.su), ou: await server.signIn(openids.ou) };
  const must = async <Name extends EndpointName>(name: Name, input: Input<Name>, who: keyof typeof openids): Promise<Output<Name>> => {
    const answer = await server.call(name, input, tokens[who]);
    if (answer.status !== 200) throw new Error(`${name} as ${who}: ${answer.text}`);
    return answer.body;
  };
  const enterpriseId = (await must('enterprises.mine', {}, 'su')).enterprises.find(({ name }) => name.startsWith('莞城'))?.id ?? '';
  const { questions } = (await must('items.read', { code: itemCode }, 'su')).interview;
  const answers = JSON.stringify(
    Object.fromEntries(
      questions.flatMap((question): [string, string | number][] => {
        if (question.kind === 'number') return [[question.id, 12]];
        if (question.kind !== 'choice') return [];
        const chosen = question.id === 'hukou' ? question.options.find(({ text }) => text.includes('东莞以外')) : question.options[0];
        return chosen ? [[question.id, chosen.value]] : [];
      }),
    ),
  );
  let serial = 300;
  const listOf = async (count: number) => {
    const rows = Array.from({ length: count }, (_, index) => {
      const first = `99000119900307${String(serial++)}`;
      return [names[index % names.length] ?? '', first + idCheckCharacter(first), ''];
    });
    const cells = [[groupHeaders.name, groupHeaders.idNumber, groupHeaders.phone], ...rows].map((row) =>
      row.map((value) => ({ value, type: String })),
    );
    const file = new Uint8Array(await writeXlsxFile(cells, { sheet: groupSheetName }).toBuffer());
    const { group, problems } = await must('groups.upload', { file, enterpriseId, itemCode, answers }, 'su');
    if (!group) throw new Error(`the list was refused: ${JSON.stringify(problems)}`);
    return group.id;
  };
  const [fresh, placed, large, door] = [await listOf(3), await listOf(5), await listOf(30), await listOf(3)];
  const { halls } = await must('groups.blockDays', { id: placed }, 'su');
  const hallId = halls.find(({ name }) => name.startsWith('莞城'))?.id ?? '';
  const { offer } = await must('groups.blockDays', { id: placed, hallId }, 'su');
  await must('groups.book', { id: placed, hallId, date: offer?.date ?? '' }, 'su');
  await must('groups.cancelPlace', { id: placed, seq: 4 }, 'su');
  const visit = await must(
    'visits.ask',
    {
      enterpriseId,
      groupId: door,
      kind: 'acceptance',
      need: 'cannot_come',
      people: 3,
      address: '莞城科技园 3 号厂区东门',
      opens: '08:00',
      closes: '20:00',
    },
    'su',
  );
  await must('visitDesk.decide', { id: visit.id, approve: true }, 'ou');
  const ou = (await must('me.read', {}, 'ou')).id;
  const plan = { day: shanghaiDay(now), leavesAt: '09:00', visitIds: [visit.id], memberIds: [ou], equipment: ['采集箱'] };
  const round = await must('visitDesk.plan', plan, 'ou');
  await must('visitDesk.arrive', { id: visit.id }, 'ou');
  await must('visitDesk.tick', { id: visit.id, seq: 1, result: 'done' }, 'ou');
  await must('visitDesk.tick', { id: visit.id, seq: 2, result: 'missing', note: '缺租赁合同' }, 'ou');
  return { fresh, placed, large, round: round.id };
}

/** The pages of firms and of the team at the door. */
export function groupStates({ fresh, placed, large, round }: GroupLife): PageState[] {
  const su = '苏晓彤';
  return [
    { name: 'groups', who: su, path: paths.groups, sees: '上传名单' },
    { name: 'group-new', who: su, path: paths.newGroup, sees: '办哪件事' },
    {
      name: 'group-new-shared',
      who: su,
      path: paths.newGroup,
      act: async (phone) => {
        await phone.type('办哪件事', '居住证');
        await phone.choose(/^居住证申领/);
      },
      sees: '先替大家统一回答',
    },
    { name: 'group-fresh', who: su, path: paths.group(fresh), sees: '约窗口时间' },
    { name: 'group-placed', who: su, path: paths.group(placed), sees: '1 人还没有约窗口' },
    { name: 'group-person', who: su, path: paths.group(placed), act: (phone) => phone.tap(/^梁志强/), sees: '取消这个名额' },
    { name: 'group-block-hall', who: su, path: paths.groupBlock(large), sees: '去哪个大厅' },
    { name: 'group-block-day', who: su, path: paths.groupBlock(fresh), act: (phone) => phone.tap(/莞城/), sees: '按名单顺序先后排' },
    { name: 'group-block-few', who: su, path: paths.groupBlock(large), act: (phone) => phone.tap(/莞城/), sees: '先约前' },
    { name: 'visits-round-people', who: '欧阳柏', path: staffPaths.round(round), sees: '逐人登记' },
    {
      name: 'visits-round-missing',
      who: '欧阳柏',
      path: staffPaths.round(round),
      act: (phone) => phone.page.locator('#missing-3').click(),
      sees: '缺什么',
    },
  ];
}
