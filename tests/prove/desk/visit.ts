import writeXlsxFile from 'write-excel-file/node';
import { idCheckCharacter } from '../../../shared/rules/id-number';
import { groupHeaders, groupSheetName } from '../../../shared/text/groups';
import { type Machine, open, same, seen, type Step } from './machine';
import { caseRoles, holds, monday, ofFirm, type Who, type World } from './world';

const itemCode = 'residence-permit-apply';
const dayMs = 86_400_000;
const team: readonly Who[] = ['handler', 'officer'];
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** A list of two synthetic people (the region 990001 does not exist), handed in by the firm. */
async function aList({ service, town, who }: World): Promise<string> {
  const number = (serial: string) => `990001199003070${serial}${idCheckCharacter(`990001199003070${serial}`)}`;
  const rows = [
    [groupHeaders.name, groupHeaders.idNumber, groupHeaders.phone],
    ['员工甲', number('11'), '13800000000'],
    ['员工乙', number('12'), '13800000000'],
  ];
  const sheet = await writeXlsxFile(
    rows.map((row) => row.map((value) => ({ value, type: String }))),
    { sheet: groupSheetName },
  ).toBuffer();
  const { questions } = (await service.call('items.read', { code: itemCode })).body.interview;
  const answers = questions.flatMap((question): [string, string | number][] => {
    if (question.kind === 'number') return [[question.id, 12]];
    const option = question.kind === 'choice' ? (question.options.find(({ text }) => text.includes('东莞以外')) ?? question.options[0]) : undefined;
    return option ? [[question.id, option.value]] : [];
  });
  const said = { enterpriseId: town.enterpriseId, itemCode, answers: JSON.stringify(Object.fromEntries(answers)) };
  const handedIn = await service.call('groups.upload', { file: new Uint8Array(sheet), ...said }, who.employee.token);
  if (!handedIn.body.group) throw new Error(`the list was not taken: ${handedIn.text}`);
  return handedIn.body.group.id;
}

/** D9: a visit for the people of a group list, from the asking to what came of it for the first of them. */
export const visit: Machine = {
  name: 'visit',
  async begin(world) {
    const { service, who, town } = world;
    let now = Date.parse(monday);
    service.clock.set(monday);
    // What other walks planned takes neither the team's days nor the firm's.
    await service.db`update visit_member set is_live = false`;
    await service.db`
      update home_visit set status = 'cancelled', plan_id = null, day = null, seq = null, from_at = null, until_at = null, arrived_at = null
      where status in ('asked', 'approved', 'planned', 'arrived')`;
    const groupId = await aList(world);
    let caseId: string | null = null;
    let id = 'visit_00000000000000000000000000';
    let planId = 'plan_00000000000000000000000000';
    let status: 'none' | 'asked' | 'approved' | 'planned' | 'arrived' | 'done' | 'declined' | 'cancelled' = 'none';
    let offered = false;
    let day: string | null = null;
    let rounds = 0;
    let roundIsLive = false;
    let first: 'waiting' | 'missing' | 'done' = 'waiting';
    const isLive = () => ['asked', 'approved', 'planned', 'arrived'].includes(status);
    const plans = (one: Who) => holds(one, caseRoles, 'east');
    const isHead = (one: Who) => holds(one, ['unit_head', 'supervisor'], 'east');
    const onTeam = (one: Who) => day !== null && team.includes(one);
    const nextDay = () => dayOf(now + (rounds + 1) * dayMs);
    const decide = (approve: boolean): Step => ({
      may: (one) => status === 'asked' && (offered ? plans(one) : isHead(one)),
      send: (one) => service.call('visitDesk.decide', { id, approve, reason: '试走理由' }, who[one].token),
      after: () => {
        status = approve ? 'approved' : 'declined';
      },
    });
    const tick = (result: 'missing' | 'done'): Step => ({
      may: (one) => status === 'arrived' && onTeam(one) && first !== 'done',
      send: (one) => service.call('visitDesk.tick', { id, seq: 1, result, note: '差照片' }, who[one].token),
      after: () => {
        first = result;
      },
    });
    const steps = {
      ask: {
        may: (one: Who) => ofFirm(one) && !isLive(),
        send: async (one: Who, pick: number) => {
          const need = pick % 2 === 0 ? 'cannot_come' : 'many_people';
          const hours = { address: '创新路 8 号', point: { latitude: 23.03, longitude: 113.76 }, opens: '09:00', closes: '17:30' };
          const said = { enterpriseId: town.enterpriseId, groupId, kind: 'acceptance', need, people: 1, ...hours } as const;
          now += 1000;
          service.clock.set(new Date(now).toISOString());
          const answer = await service.call('visits.ask', { ...said, ...(caseId ? { caseId } : {}) }, who[one].token);
          if (answer.status === 200) [id, caseId] = [answer.body.id, answer.body.caseId];
          return answer;
        },
        after: (_: Who, pick: number) => {
          status = 'asked';
          offered = pick % 2 === 0;
          day = null;
        },
      },
      approve: decide(true),
      decline: decide(false),
      plan: {
        may: (one: Who) => status === 'approved' && plans(one),
        send: async (one: Who) => {
          const memberIds = team.map((member) => who[member].id);
          const said = { day: nextDay(), leavesAt: '09:00', visitIds: [id], memberIds, equipment: ['采集箱'] };
          const answer = await service.call('visitDesk.plan', said, who[one].token);
          if (answer.status === 200) planId = answer.body.id;
          return answer;
        },
        after: () => {
          status = 'planned';
          day = nextDay();
          rounds += 1;
          roundIsLive = true;
        },
      },
      reschedule: {
        may: (one: Who) => status === 'planned' && plans(one),
        send: (one: Who) => service.call('visitDesk.reschedule', { id, reason: '设备故障' }, who[one].token),
        after: () => {
          status = 'approved';
          day = null;
        },
      },
      cancelPlan: {
        may: (one: Who) => roundIsLive && status !== 'arrived' && status !== 'done' && plans(one),
        send: (one: Who) => service.call('visitDesk.cancelPlan', { id: planId, reason: '设备故障' }, who[one].token),
        after: () => {
          roundIsLive = false;
          if (status !== 'planned') return;
          status = 'approved';
          day = null;
        },
      },
      arrive: {
        may: (one: Who) => status === 'planned' && onTeam(one) && day === dayOf(now + 8 * 3_600_000),
        send: (one: Who) => service.call('visitDesk.arrive', { id }, who[one].token),
        after: () => {
          status = 'arrived';
        },
      },
      missing: tick('missing'),
      done: tick('done'),
      leave: {
        ends: true,
        may: (one: Who) => status === 'arrived' && onTeam(one),
        send: (one: Who) => service.call('visitDesk.leave', { id, result: '已经办完', peopleDone: 1 }, who[one].token),
        after: () => {
          status = 'done';
          // A round with a stop behind it stands.
          roundIsLive = false;
        },
      },
      cancel: {
        ends: true,
        may: (one: Who) => ofFirm(one) && ['asked', 'approved', 'planned'].includes(status),
        send: (one: Who) => service.call('visits.cancel', { id, reason: '不用来了' }, who[one].token),
        after: () => {
          status = 'cancelled';
          day = null;
        },
      },
      wait: {
        may: () => true,
        send: async () => {
          now = day === null ? now + 3_600_000 : Math.max(now, Date.parse(`${day}T01:00:00.000Z`));
          service.clock.set(new Date(now).toISOString());
          return { status: 200, text: '' };
        },
        after: () => undefined,
      },
    };
    const staffButtons = (viewer: Who) => open(steps, ['approve', 'decline', 'plan', 'reschedule', 'arrive', 'leave'], viewer);
    return {
      steps,
      async look(viewer) {
        const [row] = await service.db<{ status: string; day: string | null; offered: boolean; first: string; given: string | null }[]>`
          select v.status, v.day::text as day, v.is_offered as offered, p.result as first, g.visit_id as given
          from home_visit v, group_list g join group_person p on p.group_id = g.id and p.seq = 1 where v.id = ${id} and g.id = ${groupId}`;
        if (status === 'none') same('no visit', row, undefined);
        else same('visit', row && [row.status, row.day, row.offered, row.first, row.given], [status, day, offered, first, id]);
        const sees = status !== 'none' && (plans(viewer) || onTeam(viewer));
        const group = await service.call('visitDesk.group', { id }, who[viewer].token);
        seen(`people for ${viewer}`, group.status, sees);
        if (group.status === 200) same(`whether ${viewer} may tick`, group.body.mayTick, status === 'arrived' && onTeam(viewer));
        if (day !== null) {
          const round = await service.call('visitDesk.readPlan', { id: planId }, who[viewer].token);
          seen(`round for ${viewer}`, round.status, sees);
          if (round.status === 200) {
            same(`buttons of ${viewer}`, [...(round.body.stops[0]?.actions ?? [])].sort(), staffButtons(viewer));
            same(`whether ${viewer} may cancel the round`, round.body.mayCancel, steps.cancelPlan.may(viewer));
          }
        } else if (sees) {
          const waiting = await service.call('visitDesk.waiting', {}, who[viewer].token);
          const found = waiting.body.visits?.find((one) => one.id === id);
          if (found) same(`buttons of ${viewer}`, [...found.actions].sort(), staffButtons(viewer));
        }
        const own = await service.call('visits.read', { id }, who[viewer].token);
        same(`own for ${viewer}`, own.status, status !== 'none' && ofFirm(viewer) ? 200 : 404);
        if (own.status === 200) same('buttons of the firm', own.body.actions, steps.cancel.may(viewer) ? ['cancel'] : []);
      },
    };
  },
};
