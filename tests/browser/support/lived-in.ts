import type { Input, Output } from '../../../shared/contract/index';
import type { CaseCategory } from '../../../shared/rules/case-flow';
import { type Answers, type Facts, walk } from '../../../shared/rules/interview';
import { aSlot } from '../../support/builders';
import type { TestServer } from '../../support/server';

/** What the pages show, by what stands in them. */
export type LivedIn = {
  checklist: string;
  refusedChecklist: string;
  changedChecklist: string;
  hallId: string;
  appointments: Record<
    'arrived' | 'confirmed' | 'fulfilled' | 'cancelled' | 'booked' | 'called' | 'serving' | 'toCheckIn',
    { id: string; code: string }
  >;
  rating: string;
  /** Of somebody who is in the hall again. */
  ratingNotYet: string;
  cases: Record<'submitted' | 'accepted' | 'waiting' | 'completed' | 'declined' | 'hotline' | 'moving' | 'toSign', string>;
};

const openids = {
  he: 'demo-citizen-he-0001',
  chen: 'demo-citizen-chen-0001',
  liang: 'demo-principal-liang-0001',
  fang: 'demo-principal-fang-0001',
  su: 'demo-employee-su-0001',
  lin: 'demo-officer-lin-0001',
  guo: 'demo-officer-guo-0001',
  ou: 'demo-liaison-ou-0001',
  luo: 'demo-handler-guancheng-0001',
};

type Someone = keyof typeof openids;

/** Tuesday 08:50 in Shanghai: ten minutes before the first slot of the day. */
const tuesday = '2026-11-24T00:50:00.000Z';

/** A day and a half of life in the demo city: every state a page can show, made by the endpoints that make it. */
export async function livedIn(server: TestServer): Promise<LivedIn> {
  const tokens = await signInAll(server);
  const must = caller(server, tokens);
  const [hall] = await server.db<{ id: string }[]>`select id from hall where name like '莞城%'`;
  const hallId = hall?.id ?? '';

  const checklistFor = async (who: Someone, itemCode: string, chosen: Answers = {}) => {
    const item = await must('items.read', { code: itemCode }, who);
    const answers = answersTo(item, chosen);
    return must('checklists.create', { itemCode, itemVersion: item.version, answers: { ...answers } }, who);
  };
  const book = async (who: Someone, itemCode: string, startsAt: string, chosen?: Answers) => {
    const { code } = await checklistFor(who, itemCode, chosen);
    const slot = await aSlot(server.db, { hallId, startsAt, now: server.clock.now(), places: 2 });
    return must('appointments.book', { slotId: slot.id, checklistCode: code }, who);
  };
  const serve = async (appointment: { id: string; code: string }, officer: Someone, counter: string, until: 'called' | 'serving' | 'fulfilled') => {
    await must('window.checkIn', { code: appointment.code }, officer);
    const { ticket, appointment: called } = await must('queue.callNext', { hallId, counter }, officer);
    if (called?.id !== appointment.id) throw new Error('another ticket was first');
    if (until === 'called') return;
    await must('queue.start', { id: ticket.id }, officer);
    if (until === 'serving') return;
    for (const { id } of called.checklist.content.materials) await must('window.tick', { id: called.id, materialId: id, state: 'ok' }, officer);
    await must('window.complete', { id: called.id }, officer);
  };

  // Monday: one visit finished, one cancelled, requests filed.
  const fulfilled = await book('he', 'household-book-reissue', '2026-11-23T01:00:07.000Z');
  await serve(fulfilled, 'lin', '1', 'fulfilled');
  const cancelled = await book('he', 'id-card-lost', '2026-11-26T01:00:07.000Z');
  await must('appointments.cancel', { id: cancelled.id }, 'he');

  const { enterprises } = await must('enterprises.mine', {}, 'su');
  const enterpriseId = enterprises.find(({ name }) => name.startsWith('莞城'))?.id ?? '';
  const file = (category: CaseCategory, title: string, body: string, place?: string) =>
    must('cases.file', { enterpriseId, category, title, body, ...(place ? { place } : {}) }, 'su');
  const submitted = await file(
    'handling',
    '12 名新员工想集中办居住证',
    '员工都在厂区宿舍，希望下周一次办完，材料我们先收齐。',
    '莞城科技园 3 号厂区',
  );
  const accepted = await file(
    'safety_guidance',
    '厂区东门外货车占道，早晚高峰电动车只能走机动车道，希望交警到现场看看',
    '前天险些发生碰撞，早上七点半到八点半最多。',
  );
  const waiting = await file('consultation', '外籍工程师的工作类居留许可怎么续', '下个月到期，想问提前多久办、本人是否必须到场。');
  const completed = await file('training', '想请民警来讲一次反诈', '财务和行政三十多人，下午都有空。');
  const declined = await file('complaint', '供应商拖欠货款', '三个月没有付款，打电话也不接。');
  for (const { id } of [accepted, waiting, completed]) {
    await must('desk.contact', { id, text: '已电话联系，核实了诉求，说明了办理流程和期限。' }, 'ou');
    await must('desk.accept', { id }, 'luo');
  }
  await must('desk.note', { id: accepted.id, text: '和交警莞城大队约了周三上午一起去看。' }, 'luo');
  await must('desk.askForMaterials', { id: waiting.id, text: '请补充营业执照复印件 1 份，加盖公章。' }, 'luo');
  await must('desk.complete', { id: completed.id, outcome: 'settled', text: '24 日下午上门讲课一次，到场 34 人，资料已留给行政。' }, 'luo');
  await must('desk.contact', { id: declined.id, text: '已电话联系，问清了情况。' }, 'ou');
  await must('desk.decline', { id: declined.id, text: '这件事属于合同纠纷，不属于公安机关职责，请向人民法院起诉或申请仲裁。' }, 'luo');
  // One is on its way to another unit, with help asked of a third and more time wanted; one waits for its sign-off.
  const moving = await file(
    'safety_guidance',
    '两镇交界路口没有信号灯',
    '早晚高峰车多，员工骑车过路口不安全，希望装信号灯或派人疏导。',
    '工业大道与创新路口',
  );
  await must('desk.contact', { id: moving.id, text: '已电话联系，约定上门了解情况。' }, 'ou');
  await must('desk.accept', { id: moving.id }, 'luo');
  await must('desk.askExtension', { id: moving.id, workingDays: 5, reason: '路口归属需要现场核实。' }, 'luo');
  await must('desk.askAssistance', { id: moving.id, unitId: 'dg-humen', question: '请提供贵镇同类路口的整改做法。' }, 'luo');
  const toSign = await must(
    'desk.takeDown',
    {
      enterpriseId,
      channel: 'through_train',
      leaderId: 'mayor',
      category: 'handling',
      title: '扩建厂房期间的交通组织',
      body: '希望市里协调厂区门口的货车通行时段。',
      requester: { personId: (await must('me.read', {}, 'liang')).id },
    },
    'ou',
  );
  await must('desk.contact', { id: toSign.id, text: '已当面了解诉求。' }, 'ou');
  await must('desk.accept', { id: toSign.id }, 'luo');
  await must('desk.complete', { id: toSign.id, outcome: 'settled', text: '货车通行时段已调整为每日 20:00 至次日 6:00，11 月 25 日起执行。' }, 'luo');
  await pushOrder(server);

  // Tuesday before nine: one is served, one is called, one waits, one has yet to come, one is not confirmed.
  const serving = await book('fang', 'residence-permit-apply', '2026-11-24T00:55:07.000Z', residence);
  const called = await book('liang', 'residence-permit-apply', '2026-11-24T00:57:07.000Z', residence);
  const arrived = await book('he', 'residence-permit-apply', '2026-11-24T01:00:07.000Z', residence);
  const toCheckIn = await book('su', 'residence-permit-apply', '2026-11-24T01:30:07.000Z', residence);
  const booked = await book('chen', 'household-book-reissue', '2026-11-24T06:30:07.000Z');
  const confirmed = await book('he', 'id-card-lost', '2026-11-26T02:30:07.000Z');
  for (const { id } of [serving, called, arrived, toCheckIn, confirmed]) await must('window.confirm', { id }, 'lin');
  server.clock.set(tuesday);
  // A night is longer than an access token lives.
  Object.assign(tokens, await signInAll(server));
  await must('desk.refer', { id: moving.id, unitId: 'dg-songshanhu', reason: '路口在松山湖辖区，由松山湖分局办理更合适。' }, 'luo');
  await serve(serving, 'lin', '1', 'serving');
  await serve(called, 'guo', '2', 'called');
  await must('window.checkIn', { code: arrived.code }, 'lin');

  // One window wanted more than the list names.
  const words = '户口簿上的地址与劳动合同上的不一致，请说明现在住在哪里。';
  await must('extras.ask', { id: arrived.id, name: '居住地址情况说明', reason: 'not_foreseen', words }, 'lin');

  // What nobody could deliver.
  await server.db`
    insert into outbox (id, kind, payload, state, attempts, due_at, created_at, last_error, finished_at)
    values ('out_00000000000000000000000001', 'wechat_message', '{}', 'dead', 8, ${tuesday}, '2026-11-23T01:10:00.000Z', 'quota_used_up 45009: reach max api daily quota limit', ${tuesday}),
           ('out_00000000000000000000000002', 'hotline_update', '{}', 'dead', 18, ${tuesday}, '2026-11-23T02:10:00.000Z', 'no_answer: HTTP 503', ${tuesday})`;

  // The rules of one list have changed since.
  const changed = await checklistFor('he', 'household-book-reissue', {});
  await server.db`
    insert into checklist_change (checklist_id, to_version, effective_from, change, needs_answers, found_at)
    select id, 2, '2026-11-24', null, true, ${tuesday} from checklist where code = ${changed.code}`;

  const { occasions } = await must('ratings.open', {}, 'su');
  const [visited] = await server.db<{ id: string }[]>`select id from rating_occasion where subject_id = ${fulfilled.id}`;
  const [hotline] = await server.db<{ id: string }[]>`select id from service_case where channel = 'hotline_12345'`;
  return {
    checklist: (await checklistFor('he', 'residence-permit-apply', residence)).code,
    changedChecklist: changed.code,
    refusedChecklist: (await checklistFor('he', 'residence-permit-apply', { ...residence, hukou: 'dongguan' })).code,
    hallId,
    appointments: { fulfilled, cancelled, serving, called, arrived, toCheckIn, booked, confirmed },
    rating: occasions[0]?.id ?? '',
    ratingNotYet: visited?.id ?? '',
    cases: {
      submitted: submitted.id,
      accepted: accepted.id,
      waiting: waiting.id,
      completed: completed.id,
      declined: declined.id,
      hotline: hotline?.id ?? '',
      moving: moving.id,
      toSign: toSign.id,
    },
  };
}

/** Somebody from elsewhere who is employed here. */
const residence: Answers = {
  hukou: 'other_city',
  before: 'never',
  who: 'self',
  months: 14,
  ground: 'job',
  job: 'contract',
  photo: 'reuse',
  receive: 'pickup',
};

type Must = <Name extends Parameters<TestServer['call']>[0]>(name: Name, input: Input<Name>, who: Someone) => Promise<Output<Name>>;

function caller(server: TestServer, tokens: Record<Someone, string>): Must {
  return async (name, input, who) => {
    const answer = await server.call(name, input, tokens[who]);
    if (answer.status !== 200) throw new Error(`${name} as ${who}: ${answer.text}`);
    return answer.body;
  };
}

async function signInAll(server: TestServer): Promise<Record<Someone, string>> {
  const pairs = await Promise.all(Object.entries(openids).map(async ([who, openid]) => [who, await server.signIn(openid)] as const));
  return Object.fromEntries(pairs) as Record<Someone, string>;
}

/** Answers until no question is left: what was chosen, else the first option. */
function answersTo(item: Output<'items.read'>, chosen: Answers): Answers {
  const facts: Facts = { today: '2026-11-23', birthDate: '1992-03-18', idKind: 'resident_id' };
  const answers: Record<string, string | number> = {};
  for (;;) {
    const { next } = walk(item.interview, answers, facts);
    if (!next) return answers;
    const given = chosen[next.id];
    answers[next.id] = given ?? (next.kind === 'choice' ? (next.options[0]?.value ?? '') : next.kind === 'number' ? next.minimum : '1992-03-18');
  }
}

async function pushOrder(server: TestServer): Promise<void> {
  const answer = await fetch(`${server.url}/stand-in/12345/__stand-in/push`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ orders: [{ town: '莞城' }] }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}
