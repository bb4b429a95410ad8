import { aJpeg } from '../../support/pictures';
import { type Machine, open, same, seen, type Step } from './machine';
import { acceptedCase, caseRoles, holds, monday, ofFirm, type Place, type Who } from './world';

type Danger = { at: Place; status: string; reportedBy: Who | null; returned: number; due: string | null };

/** D13: ordered of a unit beside or below, reported with photos, looked at again by somebody else, to its end whatever becomes of the request. */
export const rectification: Machine = {
  name: 'rectification',
  async begin(world) {
    const { service, who, units } = world;
    let now = Date.parse(monday);
    service.clock.set(monday);
    const id = await acceptedCase(world);
    let request = 'accepted';
    const dangers: Danger[] = [];
    const ids: string[] = [];
    const last = () => dangers.at(-1);
    const isOpen = ({ status }: Danger) => status === 'ordered' || status === 'reported';
    const looksAfter = (one: Who) => one === 'liaison' || holds(one, caseRoles, 'east');
    const answersFor = (one: Who, { at }: Danger) => one === 'handler' || holds(one, ['handler', 'unit_head'], at);
    const sees = (one: Who) => looksAfter(one) || dangers.some((one_) => isOpen(one_) && holds(one, ['handler', 'unit_head'], one_.at));
    const photos: Partial<Record<Who, string>> = {};
    const photo = async (one: Who): Promise<string> => {
      photos[one] ??= (await service.call('files.upload', { file: await aJpeg() }, who[one].token)).body.id;
      return photos[one];
    };
    const rectificationId = () => ids.at(-1) ?? 'rect_00000000000000000000000000';
    const atOf = (pick: number): Place => (pick % 2 === 0 ? 'west' : 'below');
    const daysOf = (pick: number) => 1 + (pick % 9);
    const looked = (pass: boolean): Step => ({
      may: (one) => last()?.status === 'reported' && last()?.reportedBy !== one && looksAfter(one),
      send: (one) => service.call('desk.recheckRectification', { id, rectificationId: rectificationId(), pass, text: '现场看过' }, who[one].token),
      after: () => {
        const danger = last();
        if (!danger) return;
        danger.status = pass ? 'passed' : 'ordered';
        danger.returned += pass ? 0 : 1;
      },
    });
    const steps = {
      order: {
        may: (one: Who) => request === 'accepted' && looksAfter(one),
        send: async (one: Who, pick: number) => {
          // No two are ordered in one millisecond: the last is then known.
          now += 1000;
          service.clock.set(new Date(now).toISOString());
          const said = { hazard: '路口有盲区，看不见人', place: '厂前路', unitId: units[atOf(pick)], workingDays: daysOf(pick) };
          const answer = await service.call('desk.orderRectification', { id, ...said, photos: [await photo(one)] }, who[one].token);
          if (answer.status === 200) ids.push(answer.body.rectifications.at(-1)?.id ?? '');
          return answer;
        },
        after: (one: Who, pick: number) => {
          delete photos[one];
          dangers.push({ at: atOf(pick), status: 'ordered', reportedBy: null, returned: 0, due: world.workingDay(monday, daysOf(pick)) });
        },
      },
      report: {
        may: (one: Who) => dangers.slice(-1).some((danger) => danger.status === 'ordered' && answersFor(one, danger)),
        send: async (one: Who) =>
          service.call(
            'desk.reportRectification',
            { id, rectificationId: rectificationId(), text: '已经装上凸面镜', photos: [await photo(one)] },
            who[one].token,
          ),
        after: (one: Who) => {
          delete photos[one];
          const danger = last();
          if (danger) [danger.status, danger.reportedBy] = ['reported', one];
        },
      },
      pass: looked(true),
      return: looked(false),
      cancel: {
        ends: true,
        may: (one: Who) => dangers.slice(-1).some(isOpen) && holds(one, ['unit_head', 'supervisor'], 'east'),
        send: (one: Who) =>
          service.call('desk.cancelRectification', { id, rectificationId: rectificationId(), reason: '重复登记，取消' }, who[one].token),
        after: () => {
          const danger = last();
          if (danger) danger.status = 'cancelled';
        },
      },
      settle: {
        ends: true,
        may: (one: Who) =>
          request === 'accepted' && !dangers.some(isOpen) && (one === 'handler' || one === 'liaison' || holds(one, ['unit_head'], 'east')),
        send: (one: Who) => service.call('desk.complete', { id, outcome: 'settled', text: '盲区已经消除' }, who[one].token),
        after: () => {
          request = 'completed';
        },
      },
      withdraw: {
        ends: true,
        may: (one: Who) => request === 'accepted' && one === 'employee',
        send: (one: Who) => service.call('cases.withdraw', { id }, who[one].token),
        after: () => {
          request = 'withdrawn';
        },
      },
    };
    const buttons = ['report', 'pass', 'return', 'cancel'];
    return {
      steps,
      async look(viewer) {
        const rows = await service.db<{ status: string; by: string | null; returned: number; due: string }[]>`
          select status, reported_by as by, times_returned::int as returned, to_char(due_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as due
          from rectification where case_id = ${id} order by ordered_at`;
        same(
          'dangers',
          rows.map(({ status, by, returned, due }) => [status, by, returned, due]),
          dangers.map(({ status, reportedBy, returned, due }) => [status, reportedBy && who[reportedBy].id, returned, due]),
        );
        const [row] = await service.db<{ status: string; owner: string }[]>`select status, owner_id as owner from service_case where id = ${id}`;
        same('request and its owner', row, { status: request, owner: who.handler.id });
        const desk = await service.call('desk.read', { id }, who[viewer].token);
        seen(`desk for ${viewer}`, desk.status, sees(viewer));
        if (desk.status === 200) {
          same(`buttons of ${viewer}`, [...(desk.body.rectifications.at(-1)?.actions ?? [])].sort(), open(steps, buttons, viewer));
          same(`whether ${viewer} may order`, desk.body.mayOrderRectification, steps.order.may(viewer));
        }
        const own = await service.call('cases.read', { id }, who[viewer].token);
        same(`own for ${viewer}`, own.status, ofFirm(viewer) ? 200 : 404);
        if (own.status === 200)
          same(
            'what the firm sees',
            own.body.rectifications.map(({ status, actions, before }) => [status, actions.length, before.length]),
            dangers.map(({ status }) => [status, 0, 1]),
          );
      },
    };
  },
};
