import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runJobs } from '../../functions/jobs/index';
import { aChoice } from '../shared/an-interview';
import { aHall, aPerson, aSlot, aStaffMember } from '../support/builders';
import { startTestServer, type TestServer } from '../support/server';
import { anItem, firstRules, type ItemRules, loadItems } from '../support/test-item';

const monday = '2026-11-23T00:30:00.000Z';
const begins = '2026-12-01';
const beforeChange = '2026-11-30T02:00:00.000Z';
const afterChange = '2026-12-02T02:00:00.000Z';

let service: TestServer;
let items = 0;

beforeAll(async () => {
  service = await startTestServer({ jobs: false });
});
afterAll(() => service?.stop());

/** A new item in its first version. */
async function newItem(rules: ItemRules = firstRules): Promise<string> {
  const code = `change-test-${++items}`;
  await loadItems(service.db, monday, anItem(code, 1, '2026-01-01', rules));
  return code;
}

/** The agent's letter becomes a notarised one; who comes in person is not touched. */
const agentRules: ItemRules = { ...firstRules, materials: { card: '', letter: 'who = agent', notary: 'who = agent' } };

async function aList(code: string, who: 'self' | 'agent', token?: string): Promise<string> {
  const made = await service.call('checklists.create', { itemCode: code, itemVersion: 1, answers: { who } }, token);
  return made.body.code;
}

async function booked(checklistCode: string, token: string, startsAt: string): Promise<string> {
  const slot = await aSlot(service.db, { hallId: await aHall(service.db), startsAt: later(startsAt) });
  return (await service.call('appointments.book', { slotId: slot.id, checklistCode }, token)).body.id;
}

let seconds = 0;
/** Slots of one hall must not begin at the same time. */
const later = (instant: string) => new Date(Date.parse(instant) + ++seconds * 1000).toISOString();

const notices = (personId: string) =>
  service.db<{ kind: string; subjectId: string; body: string }[]>`
    select kind, subject_id as "subjectId", body from notice where person_id = ${personId} and kind in ('checklist_changed', 'appointment_list_changed')
    order by created_at, id`;
const readList = async (code: string, token?: string) => (await service.call('checklists.read', { code }, token)).body.change;

describe('a new version tells exactly those whose list it changes', () => {
  test('of a list: who brings an agent is told, who comes in person is not, nor who holds a list of another item', async () => {
    const [code, other] = [await newItem(), await newItem()];
    const [agent, self, stranger] = [await aPerson(service.db), await aPerson(service.db), await aPerson(service.db)];
    const [agentList, selfList] = [await aList(code, 'agent', agent.token), await aList(code, 'self', self.token)];
    await aList(other, 'agent', stranger.token);
    await loadItems(service.db, monday, anItem(code, 2, begins, agentRules));
    await runJobs(service.room);
    expect(await notices(agent.id)).toEqual([
      { kind: 'checklist_changed', subjectId: agentList, body: '测试事项，12月1日 周二起按新规定：要带“notary”：原件 1 份。请打开清单核对。' },
    ]);
    expect(await notices(self.id)).toEqual([]);
    expect(await notices(stranger.id)).toEqual([]);
    const change = await readList(agentList, agent.token);
    expect(change).toEqual({
      toVersion: 2,
      effectiveFrom: begins,
      lines: ['要带“notary”：原件 1 份。'],
      needsAnswers: false,
      answers: { who: 'agent' },
    });
    expect(await readList(selfList, self.token)).toBeNull();
  });

  test('once, also when the round runs again and six at once', async () => {
    const code = await newItem();
    const people = await Promise.all(Array.from({ length: 12 }, () => aPerson(service.db)));
    for (const { token } of people) await aList(code, 'agent', token);
    await loadItems(service.db, monday, anItem(code, 2, begins, agentRules));
    await Promise.all(Array.from({ length: 6 }, () => runJobs(service.room)));
    await runJobs(service.room);
    for (const { id } of people) expect(await notices(id)).toHaveLength(1);
  });

  test('a version that changes nobody’s list is silent', async () => {
    const code = await newItem();
    const person = await aPerson(service.db);
    const list = await aList(code, 'agent', person.token);
    await loadItems(service.db, monday, { ...anItem(code, 2, begins), summary: '另一句话' });
    await runJobs(service.room);
    expect(await notices(person.id)).toEqual([]);
    expect(await readList(list, person.token)).toBeNull();
  });

  test('who has not signed in sees it by the code of the list', async () => {
    const code = await newItem();
    const list = await aList(code, 'agent');
    await loadItems(service.db, monday, anItem(code, 2, begins, agentRules));
    await runJobs(service.room);
    expect((await readList(list))?.lines).toEqual(['要带“notary”：原件 1 份。']);
    const [row] = await service.db`select k.told_at from checklist_change k join checklist c on c.id = k.checklist_id where c.code = ${list}`;
    expect(row).toEqual({ told_at: null });
  });

  test('a change that begins after a list has expired does not touch it', async () => {
    const code = await newItem();
    const person = await aPerson(service.db);
    const list = await aList(code, 'agent', person.token);
    await loadItems(service.db, monday, anItem(code, 2, '2028-01-01', agentRules));
    await runJobs(service.room);
    expect(await notices(person.id)).toEqual([]);
    expect(await readList(list)).toBeNull();
  });

  test('a new question asks the person to answer again, and gives the old answers along', async () => {
    const code = await newItem();
    const person = await aPerson(service.db);
    const list = await aList(code, 'agent', person.token);
    const rules = {
      questions: [...firstRules.questions, aChoice('kin', ['yes', 'no'])],
      materials: { card: '', letter: 'who = agent and kin = no' },
    };
    await loadItems(service.db, monday, anItem(code, 2, begins, rules));
    await runJobs(service.room);
    expect((await notices(person.id)).map(({ body }) => body)).toEqual([
      '测试事项，12月1日 周二起按新规定：多了要问的问题，需要您重新答一下。请打开清单核对。',
    ]);
    expect(await readList(list)).toMatchObject({ needsAnswers: true, answers: { who: 'agent' } });
  });

  test('a third version that takes the change back says so, once', async () => {
    const code = await newItem();
    const person = await aPerson(service.db);
    const list = await aList(code, 'agent', person.token);
    await loadItems(service.db, monday, anItem(code, 2, begins, agentRules));
    await runJobs(service.room);
    await loadItems(service.db, monday, anItem(code, 3, begins));
    await runJobs(service.room);
    await runJobs(service.room);
    expect((await notices(person.id)).map(({ body }) => body.includes('上次通知的变化不再适用')).sort()).toEqual([false, true]);
    expect(await readList(list)).toBeNull();
  });
});

describe('an appointment', () => {
  test('behind the change is told of, shown with it, and the officer reads the same lines; one before it is not touched', async () => {
    const code = await newItem();
    const [early, late] = [await aPerson(service.db), await aPerson(service.db)];
    const [earlyList, lateList] = [await aList(code, 'agent', early.token), await aList(code, 'agent', late.token)];
    const [earlyApt, lateApt] = [await booked(earlyList, early.token, beforeChange), await booked(lateList, late.token, afterChange)];
    await loadItems(service.db, monday, anItem(code, 2, begins, agentRules));
    await runJobs(service.room);
    expect(await notices(early.id)).toEqual([]);
    expect(await notices(late.id)).toMatchObject([{ kind: 'appointment_list_changed', subjectId: lateApt }]);
    const shown = (await service.call('appointments.read', { id: lateApt }, late.token)).body.change;
    expect(shown?.lines).toEqual(['要带“notary”：原件 1 份。']);
    expect((await service.call('appointments.read', { id: earlyApt }, early.token)).body.change).toBeNull();
    const officer = await aStaffMember(service.db, await aHall(service.db), 'officer');
    expect((await service.call('window.read', { id: lateApt }, officer.token)).body.checklist.change).toEqual(shown);
    expect((await service.call('window.read', { id: earlyApt }, officer.token)).body.checklist.change).toBeNull();

    // Given up, the early one leaves a list that lasts beyond the change.
    await service.call('appointments.cancel', { id: earlyApt }, early.token);
    await runJobs(service.room);
    expect(await notices(early.id)).toMatchObject([{ kind: 'checklist_changed', subjectId: earlyList }]);
  });

  test('that was served is done with', async () => {
    const code = await newItem();
    const person = await aPerson(service.db);
    const apt = await booked(await aList(code, 'agent', person.token), person.token, beforeChange);
    await service.db`update appointment set status = 'fulfilled' where id = ${apt}`;
    await loadItems(service.db, monday, anItem(code, 2, begins, agentRules));
    await runJobs(service.room);
    expect(await notices(person.id)).toEqual([]);
  });
});

test('a list made with the old version after the load, while the new one has not begun, is told too', async () => {
  const code = await newItem();
  await loadItems(service.db, monday, anItem(code, 2, begins, agentRules));
  await runJobs(service.room);
  const person = await aPerson(service.db);
  await aList(code, 'agent', person.token);
  await runJobs(service.room);
  await runJobs(service.room);
  expect(await notices(person.id)).toHaveLength(1);
});

test('a version people were told of is held: it can no longer be corrected', async () => {
  const code = await newItem();
  await aList(code, 'agent');
  await loadItems(service.db, monday, anItem(code, 2, begins, agentRules));
  await runJobs(service.room);
  await expect(loadItems(service.db, monday, anItem(code, 2, begins))).rejects.toMatchObject({
    steps: expect.arrayContaining([expect.objectContaining({ code, does: 'refuse', why: 'held' })]),
  });
});
