import { solutions } from '../../../functions/jobs/systemic';
import { newId } from '../../../functions/ids';
import { type Machine, same, seen, type Step } from './machine';
import { holds, monday, ofFirm, type Who } from './world';

/** D12: made of like requests of two firms, with an owner; seen and moved by supervisors above the owner's unit; each requester is told once. */
export const systemic: Machine = {
  name: 'systemic',
  async begin({ service, who, units, town, rivalFirm }) {
    const { db } = service;
    service.clock.set(monday);
    const file = async (one: 'employee' | 'rival') => {
      const said = { category: 'handling', title: '货车限行影响发货', body: '门前这条路全天限行货车，只能半夜发货。' } as const;
      const enterpriseId = one === 'rival' ? rivalFirm : town.enterpriseId;
      return (await service.call('cases.file', { enterpriseId, ...said }, who[one].token)).body.id;
    };
    const [first, second, third] = [await file('employee'), await file('rival'), await file('employee')];
    const groupId = newId('prob', monday);
    await db`insert into problem_group (id, requests, latest_at) values (${groupId}, 3, ${monday})`;
    await db`update problem_request set group_id = ${groupId} where case_id = any(${[first, second, third]})`;
    let id = 'sys_00000000000000000000000000';
    let status: 'none' | 'open' | 'solved' | 'dropped' = 'none';
    let owner: 'secondHandler' | 'strangerHandler' = 'secondHandler';
    let members: string[] = [];
    let told = false;
    const at = () => (owner === 'secondHandler' ? 'east' : 'west');
    const supervises = (one: Who) => holds(one, ['supervisor'], at());
    const isThere = () => status !== 'none';
    const sees = (one: Who) => isThere() && (one === owner || supervises(one));
    const ends = (one: Who) => status === 'open' && supervises(one);
    const amend = (to: typeof owner): Step => ({
      // Nobody gives it to somebody whom they do not supervise, but they may leave it with whoever has it.
      may: (one) => ends(one) && (to === owner || holds(one, ['supervisor'], to === 'secondHandler' ? 'east' : 'west')),
      send: (one) => service.call('systemic.amend', { id, ownerId: who[to].id, reason: '换人负责' }, who[one].token),
      after: () => {
        owner = to;
      },
    });
    const steps = {
      open: {
        may: (one: Who) => (status === 'none' || status === 'dropped') && holds(one, ['supervisor'], 'east'),
        send: async (one: Who) => {
          const said = { groupId, caseIds: [first, second], title: '货车限行', ownerId: who.secondHandler.id, day: '2026-12-20' };
          const answer = await service.call('systemic.open', said, who[one].token);
          if (answer.status === 200) id = answer.body.id;
          return answer;
        },
        after: () => {
          status = 'open';
          owner = 'secondHandler';
          members = [first, second];
        },
      },
      add: {
        may: (one: Who) => ends(one) && !members.includes(third),
        send: (one: Who) => service.call('systemic.add', { id, caseIds: [third] }, who[one].token),
        after: () => {
          members = [...members, third];
        },
      },
      takeOut: {
        may: (one: Who) => ends(one) && members.includes(second),
        send: (one: Who) => service.call('systemic.takeOut', { id, caseId: second, reason: '不是同一件事' }, who[one].token),
        after: () => {
          members = members.filter((member) => member !== second);
        },
      },
      amendWest: amend('strangerHandler'),
      amendEast: amend('secondHandler'),
      solve: {
        ends: true,
        may: (one: Who) => status === 'open' && (one === owner || supervises(one)),
        send: (one: Who) => service.call('systemic.solve', { id, text: '限行时段已经调整' }, who[one].token),
        after: () => {
          status = 'solved';
        },
      },
      drop: {
        ends: true,
        may: ends,
        send: (one: Who) => service.call('systemic.drop', { id, reason: '各有各的原因' }, who[one].token),
        after: () => {
          status = 'dropped';
          members = [];
        },
      },
      wait: {
        may: () => true,
        send: async () => {
          await Promise.all([solutions({ database: db }, monday), solutions({ database: db }, monday)]);
          return { status: 200, text: '' };
        },
        after: () => {
          told = status === 'solved';
        },
      },
    };
    return {
      steps,
      async look(viewer) {
        const [row] = await db<{ status: string; owner: string; unit: string; members: string[] }[]>`
          select i.status, i.owner_id as owner, i.unit_id as unit,
            array(select c.case_id from systemic_case c where c.issue_id = i.id and c.taken_out_at is null order by c.case_id) as members
          from systemic_issue i where i.id = ${id}`;
        const believed = [status, who[owner].id, units[at()], [...members].sort()];
        same('issue', row && [row.status, row.owner, row.unit, row.members], isThere() ? believed : undefined);
        const letters = await db<{ person: string }[]>`
          select person_id as person from notice where kind = 'case_systemic_solved' and subject_id = any(${[first, second, third]})`;
        const wanted = told ? [...new Set(members.map((member) => (member === second ? who.rival.id : who.employee.id)))] : [];
        same('requesters told', letters.map(({ person }) => person).sort(), wanted.sort());
        const desk = await service.call('systemic.read', { id }, who[viewer].token);
        seen(`issue for ${viewer}`, desk.status, sees(viewer));
        if (desk.status === 200) {
          const buttons = status === 'open' ? [...(supervises(viewer) ? ['add', 'amend', 'drop', 'takeOut'] : []), 'solve'].sort() : [];
          same(`buttons of ${viewer}`, [...desk.body.actions].sort(), buttons);
        }
        const own = await service.call('cases.read', { id: first }, who[viewer].token);
        same(`own for ${viewer}`, own.status, ofFirm(viewer) ? 200 : 404);
      },
    };
  },
};
