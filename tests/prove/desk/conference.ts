import { type Machine, open, same, seen, type Step } from './machine';
import { acceptedCase, caseRoles, holds, monday, ofFirm, type Who } from './world';

const hour = 3_600_000;
const iso = (ms: number) => new Date(ms).toISOString();
const secret = '内部意见暗语';
type Task = { owner: 'strangerHandler' | 'secondHandler'; state: 'open' | 'done' | 'dropped'; due: string | null };

/** D8: the sibling unit is invited; what is decided becomes a task of one of the two units. What was thought stays inside. */
export const conference: Machine = {
  name: 'conference',
  async begin(world) {
    const { service, who, units } = world;
    let now = Date.parse(monday);
    service.clock.set(monday);
    const id = await acceptedCase(world);
    let request = 'accepted';
    let meeting: { status: 'convened' | 'decided' | 'cancelled'; startsAt: number; attendance: string; opined: boolean } | null = null;
    let task: Task | null = null;
    let conferenceId = 'conf_00000000000000000000000000';
    let taskId = 'task_00000000000000000000000000';
    const convened = () => (meeting?.status === 'convened' ? meeting : null);
    const convenes = (one: Who) => holds(one, ['unit_head', 'supervisor'], 'east');
    const speaks = (one: Who) => holds(one, ['handler', 'unit_head'], 'west');
    const sees = (one: Who) => holds(one, caseRoles, 'east') || (convened() !== null && speaks(one));
    const ahead = () => (convened()?.startsAt ?? 0) > now;
    const seesTask = (one: Who) =>
      task !== null && (one === task.owner || holds(one, ['unit_head', 'supervisor'], task.owner === 'strangerHandler' ? 'west' : 'east'));
    const ownerOf = (pick: number) => (pick % 2 === 0 ? 'strangerHandler' : 'secondHandler');
    const decide = (attended: boolean): Step => ({
      may: (one) => convened() !== null && !ahead() && convenes(one) && (attended || convened()?.opined === true),
      send: async (one, pick) => {
        const tasks = [{ what: '准备上门设备', ownerId: who[ownerOf(pick)].id, due: { workingDays: 1 + (pick % 9) } }];
        const said = { decision: secret, outward: '两家单位已商定，下周上门。', attendedIds: attended ? [units.west] : [], tasks };
        const answer = await service.call('conferences.decide', { id: conferenceId, ...said }, who[one].token);
        const [made] = await service.db<{ id: string }[]>`select id from case_task where case_id = ${id} order by given_at desc limit 1`;
        if (answer.status === 200) taskId = made?.id ?? '';
        return answer;
      },
      after: (_, pick) => {
        if (meeting) meeting.status = 'decided';
        task = { owner: ownerOf(pick), state: 'open', due: world.workingDay(iso(now), 1 + (pick % 9)) };
      },
    });
    const steps = {
      convene: {
        may: (one: Who) => request === 'accepted' && !convened() && convenes(one),
        send: async (one: Who) => {
          // No two are convened in one millisecond: the last is then known.
          now += 1000;
          service.clock.set(iso(now));
          const said = { unitIds: [units.west], questions: '由谁牵头上门', place: '三楼会议室', startsAt: iso(now + 24 * hour) };
          const answer = await service.call('conferences.convene', { id, ...said }, who[one].token);
          if (answer.status === 200) conferenceId = answer.body.conferences.find(({ status }) => status === 'convened')?.id ?? '';
          return answer;
        },
        after: () => {
          meeting = { status: 'convened', startsAt: now + 24 * hour, attendance: 'invited', opined: false };
        },
      },
      move: {
        may: (one: Who) => ahead() && convenes(one),
        send: (one: Who) =>
          service.call('conferences.move', { id: conferenceId, startsAt: iso(now + 30 * hour), place: '二楼', reason: '会议室被占' }, who[one].token),
        after: () => {
          // Whoever said that they come is asked again.
          if (meeting) [meeting.startsAt, meeting.attendance] = [now + 30 * hour, 'invited'];
        },
      },
      answer: {
        may: (one: Who) => ahead() && speaks(one),
        send: (one: Who) => service.call('conferences.answer', { id: conferenceId, attendance: 'coming' }, who[one].token),
        after: () => {
          if (meeting) meeting.attendance = 'coming';
        },
      },
      opine: {
        may: (one: Who) => convened() !== null && speaks(one),
        send: (one: Who) => service.call('conferences.opine', { id: conferenceId, text: secret }, who[one].token),
        after: () => {
          if (meeting) meeting.opined = true;
        },
      },
      decide: decide(true),
      decideByOpinion: decide(false),
      cancel: {
        ends: true,
        may: (one: Who) => convened() !== null && convenes(one),
        send: (one: Who) => service.call('conferences.cancel', { id: conferenceId, reason: '已经解决' }, who[one].token),
        after: () => {
          if (meeting) meeting.status = 'cancelled';
        },
      },
      finish: {
        may: (one: Who) => task?.state === 'open' && seesTask(one),
        send: (one: Who) => service.call('tasks.finish', { id: taskId, result: secret }, who[one].token),
        after: () => {
          if (task) task.state = 'done';
        },
      },
      handOn: {
        may: (one: Who) => task?.state === 'open' && seesTask(one),
        send: (one: Who, pick: number) => {
          // To whoever of the two has it not: nobody hands a task to whoever has it.
          const to = task?.owner === 'secondHandler' ? 'strangerHandler' : 'secondHandler';
          return service.call('tasks.handOn', { id: taskId, ownerId: who[task ? to : ownerOf(pick)].id, reason: secret }, who[one].token);
        },
        after: () => {
          if (task) task.owner = task.owner === 'secondHandler' ? 'strangerHandler' : 'secondHandler';
        },
      },
      withdraw: {
        ends: true,
        may: (one: Who) => request === 'accepted' && one === 'employee',
        send: (one: Who) => service.call('cases.withdraw', { id }, who[one].token),
        after: () => {
          request = 'withdrawn';
          if (convened() && meeting) meeting.status = 'cancelled';
          if (task?.state === 'open') task.state = 'dropped';
        },
      },
      wait: {
        may: () => true,
        send: async () => {
          now += 13 * hour;
          service.clock.set(iso(now));
          return { status: 200, text: '' };
        },
        after: () => undefined,
      },
    };
    return {
      steps,
      async look(viewer) {
        const [row] = await service.db<{ status: string; attendance: string; opined: boolean; startsAt: string }[]>`
          select c.status, u.attendance, u.opinion is not null as opined, c.starts_at as "startsAt" from case_conference c
          join conference_unit u on u.conference_id = c.id where c.case_id = ${id} order by c.convened_at desc limit 1`;
        const believed = meeting && { ...meeting, startsAt: iso(meeting.startsAt) };
        same(
          'conference',
          row && [row.status, row.attendance, row.opined, row.startsAt],
          believed ? [believed.status, believed.attendance, believed.opined, believed.startsAt] : undefined,
        );
        const [given] = await service.db<{ state: string; owner: string; due: string }[]>`
          select state, owner_id as owner, to_char(due_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as due
          from case_task where case_id = ${id} order by given_at desc limit 1`;
        same('task', given && [given.state, given.owner, given.due], task ? [task.state, who[task.owner].id, task.due] : undefined);
        const desk = await service.call('conferences.ofCase', { id }, who[viewer].token);
        seen(`desk for ${viewer}`, desk.status, sees(viewer));
        if (desk.status === 200) {
          same(`whether ${viewer} may convene`, desk.body.mayConvene, steps.convene.may(viewer));
          const shown = desk.body.conferences.find((one) => one.id === conferenceId);
          const buttons = open(steps, ['move', 'answer', 'opine', 'decide', 'cancel'], viewer);
          same(`buttons of ${viewer}`, [...(shown?.actions ?? [])].sort(), buttons);
        }
        const one = await service.call('tasks.read', { id: taskId }, who[viewer].token);
        seen(`task for ${viewer}`, one.status, seesTask(viewer));
        if (one.status === 200) {
          same(`whether ${viewer} may finish`, one.body.mayFinish, steps.finish.may(viewer));
          same(`whether ${viewer} may hand on`, one.body.handOnTo.length > 0, steps.handOn.may(viewer));
        }
        const own = await service.call('cases.read', { id }, who[viewer].token);
        same(`own for ${viewer}`, own.status, ofFirm(viewer) ? 200 : 404);
        if (own.text.includes(secret)) throw new Error('what was thought inside reached the firm');
      },
    };
  },
};
