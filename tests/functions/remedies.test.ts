import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '../../functions/ids';
import { accessesTo } from '../../db/queries/audit';
import { runJobs } from '../../functions/jobs/index';
import { endpoints } from '../../shared/contract/index';
import { type EndpointName, pathParameters, routes } from '../../shared/contract/routes';
import type { RatingLevel } from '../../shared/rules/rating';
import { later } from '../../shared/rules/shanghai';
import { aPerson } from '../support/builders';
import { type CaseTown, aCaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';

/** E3. Monday 23 November 2026, 08:30 in Shanghai. */
const monday = '2026-11-23T00:30:00.000Z';
const contactDue = '2026-11-24T15:59:59.999Z';
const due = '2026-11-30T15:59:59.999Z';
const complexDue = '2026-12-14T15:59:59.999Z';

let service: TestServer;
let town: CaseTown;

beforeAll(async () => {
  service = await startTestServer({ jobs: false });
  town = await aCaseTown(service.db);
});
afterAll(() => service?.stop());
beforeEach(async () => {
  service.clock.set(monday);
  await service.db`delete from notice`;
});

const raterName = '周员工';

async function anOccasion(handledBy: string[] = [town.handler.id], personId = town.employee.id): Promise<string> {
  const id = newId('rate', monday);
  await service.db`
    insert into rating_occasion (id, subject, subject_id, run, place, title, person_id, unit_id, finished_at, channel, handled_by)
    values (${id}, 'case', ${newId('case', monday)}, 1, 'online', '集中办证', ${personId}, ${town.unitId}, ${monday}, 'mini_program', ${handledBy})`;
  return id;
}
const give = (id: string, level: RatingLevel, more: object = {}, key?: string) =>
  service.call('ratings.give', { id, level, reasons: [], words: '等了三周没有人说一声', ...more }, town.employee.token, key);
const remedyOf = async (occasionId: string) =>
  (await service.db<{ id: string; owner: string | null }[]>`select id, owner_id as owner from remedy_order where occasion_id = ${occasionId}`)[0];
/** The order that a fresh low rating has opened. */
async function aRemedy(more: object = {}, handledBy?: string[]): Promise<{ id: string; occasion: string }> {
  const occasion = await anOccasion(handledBy);
  const given = await give(occasion, 2, more);
  if (given.status !== 200) throw new Error(given.text);
  return { id: (await remedyOf(occasion))?.id ?? '', occasion };
}
const head = () => town.unitHead.token;
const contact = (id: string, token = head(), reached = true) => service.call('remedies.contact', { id, reached, text: '电话说明了情况' }, token);
const verify = (id: string, finding: 'confirmed' | 'partly' | 'not_confirmed' = 'confirmed', token = head()) =>
  service.call('remedies.verify', { id, finding, text: '调取经过，情况如其所说' }, token);
const solve = (id: string, token = head()) => service.call('remedies.solve', { id, text: '已补办，并改为每步都通知' }, token);
const told = async (personId: string) =>
  (await service.db<{ kind: string }[]>`select kind from notice where person_id = ${personId} order by kind`).map((row) => row.kind);

describe('opening', () => {
  test('levels 2 and 1 open one order each, levels 3 to 5 none', async () => {
    for (const [level, orders] of [
      [5, 0],
      [4, 0],
      [3, 0],
      [2, 1],
      [1, 1],
    ] as const) {
      const id = await anOccasion();
      expect((await give(id, level)).status).toBe(200);
      expect([level, (await service.db`select 1 from remedy_order where occasion_id = ${id}`).length]).toEqual([level, orders]);
    }
  });

  test('however often and at once it is tried, with one key or many, a low rating has one order and its owner hears once', async () => {
    const id = await anOccasion();
    const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => give(id, 1, {}, `low-key-${index % 4}-of-${id}`)));
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    expect((await give(id, 1)).error?.code).toBe('already_rated');
    expect(await service.db`select 1 from remedy_order where occasion_id = ${id}`).toHaveLength(1);
    expect(await told(town.unitHead.id)).toEqual(['staff_low_rating']);
    await expect(
      service.db`insert into remedy_order (id, occasion_id, unit_id, kind, status, opened_at, explanation)
        values (${newId('rem', monday)}, ${id}, ${town.unitId}, 'ordinary', 'opened', ${monday}, '[]')`,
    ).rejects.toThrow('remedy_order_once');
  });

  test('the head takes it up within one working day and five; who did what was rated, or the rater, never does', async () => {
    const { id } = await aRemedy();
    const read = await service.call('remedies.read', { id }, head());
    expect(read.body).toMatchObject({
      ownerName: '王负责',
      levelWord: '不满意',
      status: 'opened',
      contactDueAt: contactDue,
      dueAt: due,
      next: { kind: 'contact', dueAt: contactDue },
      contact: { name: raterName },
      actions: ['contact', 'tryContact', 'classify'],
    });
    const own = await aRemedy({}, [town.unitHead.id]);
    expect((await service.call('remedies.read', { id: own.id }, head())).error?.code).toBe('not_found');
    expect((await service.call('remedies.read', { id: own.id }, town.supervisor.token)).body.ownerName).toBe('冯督办');
    const nobody = await aRemedy({}, [town.unitHead.id, town.supervisor.id]);
    expect((await remedyOf(nobody.occasion))?.owner).toBeNull();
    const later_ = await aPerson(service.db, { name: '新负责' });
    await service.db`insert into staff_role (person_id, unit_id, role) values (${later_.id}, ${town.unitId}, 'unit_head')`;
    await Promise.all([runJobs(service.room), runJobs(service.room), runJobs(service.room)]);
    expect((await remedyOf(nobody.occasion))?.owner).toBe(later_.id);
    expect(await told(later_.id)).toEqual(['staff_low_rating']);
    await service.db`delete from staff_role where person_id = ${later_.id}`;
  });

  test('a rating given past the known calendar is taken all the same; its dates come with the calendar', async () => {
    const id = await anOccasion();
    await service.db`update rating_occasion set finished_at = '2026-12-31T01:00:00.000Z' where id = ${id}`;
    service.clock.set('2026-12-31T02:00:00.000Z');
    await service.db`update session set access_expires_at = '2027-06-01'`;
    expect((await give(id, 2)).status).toBe(200);
    const order = (await remedyOf(id))?.id ?? '';
    expect((await service.call('remedies.read', { id: order }, head())).body).toMatchObject({ contactDueAt: null, dueAt: null, status: 'opened' });
    expect((await runJobs(service.room)).failed).toEqual([]);
  });
});

describe('the way to a result', () => {
  test('contact, verification, solution; the rater hears it and rates the remedy once', async () => {
    const { id, occasion } = await aRemedy();
    expect((await solve(id)).error?.code).toBe('wrong_state');
    expect((await verify(id)).error?.code).toBe('wrong_state');
    expect((await contact(id)).body).toMatchObject({ status: 'contacted', contactedAt: monday, contact: null, next: { kind: 'remedy', dueAt: due } });
    expect((await contact(id)).error?.code).toBe('wrong_state');
    expect((await verify(id)).body).toMatchObject({ status: 'verified', finding: 'confirmed', actions: ['classify', 'solve', 'explain'] });
    expect((await solve(id)).body).toMatchObject({ status: 'solved', settledAt: monday, next: null, actions: [] });
    expect(await told(town.employee.id)).toEqual(['rating_remedied']);
    const mine = (await service.call('ratings.read', { id: occasion }, town.employee.token)).body;
    expect(mine.remedy).toMatchObject({ status: 'solved', result: '已补办，并改为每步都通知', mayRate: true });
    const { ratings } = (await service.call('ratings.mine', {}, town.employee.token)).body;
    expect(ratings.find((row) => row.id === occasion)).toMatchObject({ remedy: 'solved', mayRateRemedy: true });
    const rate = (level: RatingLevel) => service.call('ratings.rateRemedy', { id: occasion, level }, town.employee.token);
    const answers = await Promise.all([rate(4), rate(4), rate(5), rate(1)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ error }) => error?.code === 'already_rated')).toHaveLength(3);
    expect((await service.call('ratings.rateRemedy', { id: occasion, level: 5 }, town.colleague.token)).error?.code).toBe('not_found');
    expect((await service.call('remedies.read', { id }, head())).body.history.map(({ action }) => action)).toEqual([
      'open',
      'contact',
      'verify',
      'solve',
      'rate',
    ]);
    const rated = (await service.call('ratings.mine', {}, town.employee.token)).body.ratings.find((row) => row.id === occasion);
    expect(rated).toMatchObject({ level: 2, remedy: 'solved', mayRateRemedy: false });
  });

  test('without a legal basis it is explained, with the rule named', async () => {
    const { id, occasion } = await aRemedy();
    await contact(id);
    await verify(id, 'partly');
    const bare = await service.call('remedies.explain', { id, text: '按规定不能当场办' } as never, head());
    expect(bare.error?.code).toBe('invalid_input');
    const said = { id, rule: '《居住证暂行条例》第九条', text: '按规定不能当场办，已说明要补什么' };
    expect((await service.call('remedies.explain', said, head())).body.status).toBe('explained');
    expect((await service.call('ratings.read', { id: occasion }, town.employee.token)).body.remedy).toMatchObject({
      status: 'explained',
      rule: said.rule,
    });
  });

  test('it is not counted only after the unit has appealed and the supervisor, another person, has upheld it with a reason', async () => {
    const { id } = await aRemedy();
    await contact(id);
    await verify(id, 'confirmed');
    const appeal = () => service.call('remedies.appeal', { id, ground: 'false', reason: '当日没有这笔业务' }, head());
    expect((await appeal()).error?.code).toBe('wrong_state');
    const other = await aRemedy();
    await contact(other.id);
    await verify(other.id, 'not_confirmed');
    const review = (token: string, uphold: boolean) =>
      service.call('remedies.review', { id: other.id, uphold, reason: '调看录像，与所述不符' }, token);
    expect((await review(town.supervisor.token, true)).error?.code).toBe('wrong_state');
    const asked = await service.call('remedies.appeal', { id: other.id, ground: 'malicious', reason: '当日没有这笔业务' }, head());
    expect(asked.body).toMatchObject({ status: 'appealed', actions: [] });
    expect(await told(town.supervisor.id)).toEqual(['staff_remedy_appealed']);
    expect((await review(head(), true)).status).toBe(403);
    expect((await review(town.supervisor.token, true)).body).toMatchObject({
      status: 'not_counted',
      appeal: { ground: 'malicious', review: '调看录像，与所述不符' },
    });
    expect(await told(town.unitHead.id)).toContain('staff_remedy_reviewed');
    await expect(service.db`update remedy_order set status = 'not_counted' where id = ${id}`).rejects.toThrow(/remedy_order_/);
  });

  test('a supervisor who has appealed cannot review it; what was turned down goes on and is not appealed again', async () => {
    const { id } = await aRemedy({}, [town.unitHead.id]);
    await contact(id, town.supervisor.token);
    await verify(id, 'not_confirmed', town.supervisor.token);
    const appeal = () => service.call('remedies.appeal', { id, ground: 'false', reason: '当日没有这笔业务' }, town.supervisor.token);
    expect((await appeal()).body.status).toBe('appealed');
    const review = (token: string) => service.call('remedies.review', { id, uphold: false, reason: '录像不能证明，继续整改' }, token);
    expect((await review(town.supervisor.token)).error?.code).toBe('role_required');
    const second = await aPerson(service.db, { name: '另一督办' });
    await service.db`insert into staff_role (person_id, unit_id, role) select ${second.id}, parent_id, 'supervisor' from unit where id = ${town.unitId}`;
    expect((await review(second.token)).body).toMatchObject({ status: 'verified', appeal: { review: '录像不能证明，继续整改' } });
    expect((await appeal()).error?.code).toBe('wrong_state');
    expect((await solve(id, town.supervisor.token)).body.status).toBe('solved');
    await service.db`delete from staff_role where person_id = ${second.id}`;
  });

  test('a complex matter has fifteen working days from the rating, asked for before the five are over', async () => {
    const { id } = await aRemedy();
    const late = await aRemedy();
    const classify = (one: string) => service.call('remedies.classify', { id: one, reason: '涉及三个单位，需会商' }, head());
    service.clock.set(due);
    expect((await classify(id)).body).toMatchObject({ kind: 'complex', dueAt: complexDue });
    expect((await classify(id)).error?.code).toBe('wrong_state');
    service.clock.set(later(due, 1));
    expect((await classify(late.id)).error?.code).toBe('wrong_state');
  });

  test('three calls without an answer let it go on; who does not want to be contacted is named to nobody', async () => {
    const { id } = await aRemedy();
    for (const tries of [1, 2, 3]) {
      expect((await verify(id)).error?.code).toBe('wrong_state');
      expect((await contact(id, head(), false)).body).toMatchObject({ status: 'opened', tries });
    }
    expect((await verify(id)).body.status).toBe('verified');
    const silent = await aRemedy({ anonymous: true });
    const read = await service.call('remedies.read', { id: silent.id }, head());
    expect(read.body).toMatchObject({ anonymous: true, contact: null, contactDueAt: null, next: { kind: 'remedy', dueAt: due } });
    expect(read.text).not.toContain(raterName);
    expect((await contact(silent.id)).error?.code).toBe('wrong_state');
    expect((await verify(silent.id)).body.status).toBe('verified');
  });
});

test('the number of the rater is masked; it is shown whole only to who is to call, for a reason that the rater finds, and not after the call', async () => {
  const phone = '13800004321';
  const person = town.employee.id;
  const sealed = service.room.sealer.seal({ table: 'person', column: 'phone', row: person }, phone);
  await service.db`update person set phone_sealed = ${sealed} where id = ${person}`;
  const { id } = await aRemedy();
  const read = await service.call('remedies.read', { id }, head());
  expect(read.body.contact).toEqual({ name: raterName, phoneMasked: '138****4321' });
  const reveal = (token = head(), reason = '打电话了解情况', order = id) => service.call('remedies.reveal', { id: order, reason }, token);
  expect((await reveal(head(), '')).error?.code).toBe('invalid_input');
  expect((await reveal(town.handler.token)).error?.code).toBe('role_required');
  const own = await aRemedy({}, [town.unitHead.id]);
  expect((await reveal(head(), '打电话了解情况', own.id)).error?.code).toBe('not_found');
  const silent = await aRemedy({ anonymous: true });
  expect((await reveal(head(), '打电话了解情况', silent.id)).error?.code).toBe('wrong_state');
  expect((await reveal()).body).toEqual({ phone });
  expect(await service.db`select actor_id as by, text from remedy_event where remedy_id = ${id} and action = 'reveal'`).toEqual([
    { by: town.unitHead.id, text: '打电话了解情况' },
  ]);
  expect([...(await accessesTo(service.db, person, 50))]).toContainEqual(
    expect.objectContaining({ endpoint: 'remedies.reveal', looks: 1, reason: '打电话了解情况' }),
  );
  const contacted = await contact(id);
  expect(contacted.text).not.toContain(phone);
  expect((await reveal()).error?.code).toBe('wrong_state');
  await service.db`update person set phone_sealed = null where id = ${person}`;
});

describe('reminders', () => {
  test('a limit that has passed is told once each, not at night, by any number of runs at once', async () => {
    const { id } = await aRemedy();
    await service.db`delete from notice`;
    await service.db`update remedy_order set contact_warned_at = ${monday}, warned_at = ${monday} where id <> ${id}`;
    service.clock.set(contactDue);
    await runJobs(service.room);
    expect(await told(town.unitHead.id)).toEqual([]);
    // Just after midnight nobody is told; in the morning once.
    service.clock.set(later(contactDue, 1));
    await runJobs(service.room);
    expect(await told(town.unitHead.id)).toEqual([]);
    service.clock.set('2026-11-25T01:00:00.000Z');
    await Promise.all(Array.from({ length: 4 }, () => runJobs(service.room)));
    expect([await told(town.unitHead.id), await told(town.supervisor.id)]).toEqual([['staff_remedy_overdue'], ['staff_remedy_overdue']]);
    service.clock.set('2026-12-01T01:00:00.000Z');
    await Promise.all(Array.from({ length: 4 }, () => runJobs(service.room)));
    expect(await told(town.unitHead.id)).toHaveLength(2);
    expect((await runJobs(service.room)).done.remediesLate).toBe(0);
  });
});

describe('the rated never see the rater', () => {
  test('no endpoint of the contract lets a handler, an officer, a liaison or a guide read ratings or their remedies', () => {
    const rated = ['handler', 'officer', 'liaison', 'guide'];
    const open = (Object.keys(routes) as EndpointName[])
      .filter((name) => /^(ratings|remedies)\./.test(name))
      .filter((name) => {
        const { audience } = endpoints[name];
        return audience === 'anyone' || (Array.isArray(audience) && audience.some((role) => rated.includes(role)));
      });
    expect(open).toEqual([]);
  });

  test('whatever the rated ask of every reading endpoint, no rating, no word of it and no way to it comes back', async () => {
    const secret = '评价原话七七四九';
    const occasion = await anOccasion([town.handler.id, town.officer.id, town.unitHead.id]);
    await give(occasion, 1, { words: secret });
    const remedy = (await remedyOf(occasion))?.id ?? '';
    const reads = (Object.keys(routes) as EndpointName[]).filter((name) => routes[name].method === 'GET' && !('media' in routes[name]));
    const asked = async (token: string) => {
      const found: string[] = [];
      for (const name of reads) {
        const ids = name.startsWith('ratings.') ? occasion : remedy;
        const path = pathParameters(routes[name].path).reduce<string>((at, parameter) => at.replace(`:${parameter}`, ids), routes[name].path);
        const text = await (await fetch(`${service.url}${path}`, { headers: { Authorization: `Bearer ${token}` } })).text();
        if (text.includes(secret) || text.includes(occasion) || text.includes(remedy)) found.push(name);
      }
      return found;
    };
    for (const who of [town.handler, town.officer, town.unitHead, town.liaison]) expect(await asked(who.token)).toEqual([]);
    // The walk would see it: the supervisor, who takes it up, and the rater do.
    expect(await asked(town.supervisor.token)).toEqual(['remedies.list', 'remedies.read', 'notices.list']);
    expect(await asked(town.employee.token)).toEqual(['ratings.mine', 'ratings.read']);
  });
});

describe('near its limit', () => {
  // Two thirds of the time from Monday 08:30 to the end of Tuesday, and to the end of the Monday after.
  const [contactAmber, remedyAmber] = ['2026-11-24T02:50:00.000Z', '2026-11-28T02:50:00.000Z'];
  const soon = async (personId: string) => (await told(personId)).filter((kind) => kind === 'staff_remedy_due_soon').length;
  const only = async (id: string) => service.db`update remedy_order set reminded_at = opened_at, contact_reminded_at = opened_at where id <> ${id}`;

  test('the owner hears once when a third of the time to contact is left, and once for the remedy; not before, and not at night', async () => {
    const { id } = await aRemedy();
    await only(id);
    for (const [at, times] of [
      [contactAmber, 0],
      [later(contactAmber, 1), 1],
      [later(contactAmber, 2), 1],
    ] as const) {
      await Promise.all([runJobs(service.room, at), runJobs(service.room, at)]);
      expect([at, await soon(town.unitHead.id)]).toEqual([at, times]);
    }
    service.clock.set(later(contactAmber, 3));
    await contact(id);
    await runJobs(service.room, remedyAmber);
    expect(await soon(town.unitHead.id)).toBe(1);
    await runJobs(service.room, later(remedyAmber, 1));
    await runJobs(service.room, later(remedyAmber, 2));
    expect(await soon(town.unitHead.id)).toBe(2);
    const { history } = (await service.call('remedies.read', { id }, head())).body;
    expect(history.map(({ action }) => action)).toEqual(['open', 'remind', 'contact', 'remind']);
  });

  test('what is settled or already late is not near its limit', async () => {
    const { id } = await aRemedy();
    await only(id);
    await contact(id);
    await verify(id);
    await solve(id);
    await runJobs(service.room, later(remedyAmber, 1));
    const late = await aRemedy();
    await only(late.id);
    await runJobs(service.room, later(complexDue, 5 * 86_400_000));
    expect(await soon(town.unitHead.id)).toBe(0);
  });
});
