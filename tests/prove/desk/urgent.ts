import { urgentLate } from '../../../functions/jobs/urgent';
import { aPerson } from '../../support/builders';
import { type Machine, same, seen, type Step } from './machine';
import { caseRoles, holds, monday, type Who } from './world';

const minute = 60_000;
const iso = (ms: number) => new Date(ms).toISOString();

/** C16: put to whoever is on duty (the officer), answered by whoever has it, told upwards while there is no answer. `employee` is who asks. */
export const urgent: Machine = {
  name: 'urgent',
  async begin({ service, who, units }) {
    let now = Date.parse(monday);
    service.clock.set(iso(now));
    // What other walks left does not fill the rounds.
    await service.db`update urgent_request set escalate_at = null`;
    const asker = await aPerson(service.db, { name: '急事群众' });
    const token = (one: Who) => (one === 'employee' ? asker : who[one]).token;
    const said = { unitId: units.east, why: '孩子急病要出境', wantedBy: iso(now + 600 * minute), phone: '13800000000' };
    const asked = await service.call('urgent.ask', said, asker.token);
    if (asked.status !== 200) throw new Error(`nothing urgent could be asked: ${asked.text}`);
    const { id } = asked.body;
    const askedAt = now;
    const dueAt = askedAt + 30 * minute;
    same('until when somebody answers', asked.body.dueAt, iso(dueAt));
    let status: 'asked' | 'taken' | 'answered' | 'closed' | 'withdrawn' = 'asked';
    let takenBy: Who | null = null;
    let met: boolean | null = null;
    let told: 'unit_head' | 'supervisor' | null = null;
    let settledAt = 0;
    const sees = (one: Who) => one === 'officer' || holds(one, caseRoles, 'east');
    const waits = () => status === 'asked' || status === 'taken';
    const answer = (yes: boolean): Step => ({
      may: (one) => status === 'taken' && takenBy === one,
      send: (one) =>
        service.call(
          'urgentDesk.answer',
          yes
            ? { id, answer: 'met', meetAt: iso(now + 60 * minute), place: '分局一楼' }
            : { id, answer: 'not_possible', reason: '系统停机', instead: '明早九点来' },
          token(one),
        ),
      after: () => {
        status = 'answered';
        met = yes;
        settledAt = yes ? now + 60 * minute : now;
      },
    });
    const steps = {
      take: {
        may: (one: Who) => sees(one) && (status === 'asked' || (status === 'taken' && takenBy !== one)),
        send: (one: Who) => service.call('urgentDesk.take', { id }, token(one)),
        after: (one: Who) => {
          status = 'taken';
          takenBy = one;
        },
      },
      met: answer(true),
      notPossible: answer(false),
      close: {
        ends: true,
        may: (one: Who) => sees(one) && status === 'answered',
        send: (one: Who) => service.call('urgentDesk.close', { id, result: '已经办妥' }, token(one)),
        after: () => {
          status = 'closed';
        },
      },
      withdraw: {
        ends: true,
        may: (one: Who) => one === 'employee' && (waits() || (status === 'answered' && met === true)),
        send: (one: Who) => service.call('urgent.withdraw', { id }, token(one)),
        after: () => {
          status = 'withdrawn';
        },
      },
      wait: {
        may: () => true,
        send: async (_: Who, pick: number) => {
          now += pick % 3 === 0 ? 25 * 60 * minute : 11 * minute;
          service.clock.set(iso(now));
          // Each round tells one level at least, however many run at once.
          for (let round = 0; round < 2; round += 1) await Promise.all([urgentLate(service.room, iso(now)), urgentLate(service.room, iso(now))]);
          return { status: 200, text: '' };
        },
        after: () => {
          if (status === 'answered' && now >= settledAt + 24 * 60 * minute) status = 'closed';
          if (!waits()) return;
          if (now > dueAt) told = now > dueAt + (dueAt - askedAt) ? 'supervisor' : 'unit_head';
        },
      },
    };
    const buttons = (viewer: Who) =>
      [
        steps.take.may(viewer) && 'take',
        steps.met.may(viewer) && 'answer',
        steps.close.may(viewer) && 'close',
        steps.withdraw.may(viewer) && 'withdraw',
      ].filter(Boolean);
    return {
      steps,
      async look(viewer) {
        const [row] = await service.db<{ status: string; by: string | null; told: string | null; duty: string }[]>`
          select status, taken_by as by, escalated as told, duty_id as duty from urgent_request where id = ${id}`;
        same('status', row?.status, status);
        same('who has it', row?.by, takenBy && who[takenBy].id);
        same('who is on duty', row?.duty, who.officer.id);
        same('who was told', row?.told, told);
        const own = await service.call('urgent.read', { id }, token(viewer));
        same(`own for ${viewer}`, own.status, viewer === 'employee' ? 200 : 404);
        if (own.status === 200) same('buttons of who asked', own.body.actions, buttons(viewer));
        const atDesk = await service.call('urgentDesk.read', { id }, token(viewer));
        seen(`desk for ${viewer}`, atDesk.status, sees(viewer));
        if (atDesk.status === 200) same(`buttons of ${viewer}`, atDesk.body.actions, buttons(viewer));
      },
    };
  },
};
