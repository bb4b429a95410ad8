import { type Machine, open, same, seen, type Step } from './machine';
import { holds, type Who } from './world';

const heads = ['unit_head', 'supervisor', 'administrator'] as const;
const sees = (who: Who) => who === 'liaison' || holds(who, heads, 'east');
const prepares = (who: Who) => who === 'liaison' || holds(who, ['unit_head', 'administrator'], 'east');

/** A6: the register of key service enterprises. Whoever hands in does not decide. */
export const register: Machine = {
  name: 'register',
  async begin({ service, who, units, town }, walk) {
    const id = `${units.east}-works-${walk}`;
    await service.db`
      insert into enterprise (id, uscc, name, town, unit_id, liaison_id)
      values (${id}, ${id}, '名录试走厂', ${town.town}, ${units.east}, ${who.liaison.id})`;
    let status = 'unlisted';
    let handedInBy: Who | null = null;
    let taken = 0;
    const decides = (one: Who) => one !== handedInBy && holds(one, heads, 'east');
    const step = (action: Parameters<typeof act>[1], from: readonly string[], to: string, allowed: (one: Who) => boolean): Step => ({
      may: (one) => from.includes(status) && allowed(one),
      send: (one) => act(one, action),
      after: (one) => {
        status = to;
        handedInBy = action === 'submit' ? one : null;
        taken += 1;
      },
    });
    const act = (one: Who, action: 'file' | 'submit' | 'withdraw' | 'approve' | 'return' | 'suspend' | 'resume' | 'remove') =>
      service.call('register.act', { id, action, reason: '试走理由', ...(action === 'file' ? { tier: 'town' as const } : {}) }, who[one].token);
    const steps = {
      file: step('file', ['unlisted', 'removed'], 'filing', prepares),
      submit: step('submit', ['filing'], 'review', prepares),
      withdraw: step('withdraw', ['filing'], 'unlisted', prepares),
      approve: step('approve', ['review'], 'registered', decides),
      return: step('return', ['review'], 'filing', decides),
      suspend: step('suspend', ['registered'], 'suspended', decides),
      resume: step('resume', ['suspended'], 'registered', decides),
      remove: step('remove', ['registered', 'suspended'], 'removed', decides),
    };
    return {
      steps,
      async look(viewer) {
        const [row] = await service.db<{ status: string }[]>`select status from enterprise where id = ${id}`;
        same('status', row?.status, status);
        const shown = await service.call('register.read', { id }, who[viewer].token);
        seen(`register for ${viewer}`, shown.status, sees(viewer));
        if (shown.status !== 200) return;
        same(`actions of ${viewer}`, [...shown.body.actions].sort(), open(steps, Object.keys(steps), viewer));
        same('steps in the history', shown.body.history.length, taken);
      },
    };
  },
};
