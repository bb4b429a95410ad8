import { commonProblems } from '../../functions/jobs/common-problems';
import { likeness, markShared, problemWords, readableWords } from '../../shared/rules/common-problem';
import { later } from '../../shared/rules/shanghai';
import { groupAll, measure, requests } from '../prove/common/measure';
import { freshDatabase } from '../support/database';
import { testNow } from '../support/test-city';

test('of two requests in one group at least nine in ten have the same problem, and seven in ten of those that have are in one', async () => {
  expect(requests.length).toBeGreaterThanOrEqual(200);
  expect(new Set(requests.flatMap(({ problem }) => problem ?? [])).size).toBeGreaterThanOrEqual(25);
  const { db, drop } = await freshDatabase();
  const groups = await groupAll(db, 1);
  for (const { precision, recall } of [measure(groups), measure(groups, ['held'])]) {
    expect(precision).toBeGreaterThanOrEqual(0.9);
    expect(recall).toBeGreaterThanOrEqual(0.7);
  }
  await drop();
});

test('a threshold that is off goes red', async () => {
  for (const joinsFrom of [0.05, 0.8]) {
    const { db, drop } = await freshDatabase();
    const { precision, recall } = measure(await groupAll(db, 1, { ...likeness, joinsFrom }));
    expect(precision >= 0.9 && recall >= 0.7).toBe(false);
    await drop();
  }
});

test('several jobs at once put each request into one group, and count its words once', async () => {
  const { db, drop } = await freshDatabase();
  await groupAll(db, 1, likeness, 80);
  // As if they had just come in.
  await db`truncate problem_rarity, problem_word, problem_likeness, problem_group cascade`;
  await db`insert into problem_request (case_id, filed_at) select id, filed_at from service_case on conflict do nothing`;
  const [all] = await db<{ count: number }[]>`select count(*)::int as count from problem_request`;
  const now = later(testNow, 86_400_000);
  let rest = 1;
  while (rest > 0) {
    await Promise.all([1, 2, 3].map(() => commonProblems({ database: db }, now)));
    [{ rest } = { rest: 0 }] = await db<{ rest: number }[]>`select count(*)::int as rest from problem_request where group_id is null`;
  }
  const [counted] = await db<{ requests: number; members: number }[]>`
    select (select requests from problem_rarity where word = '') as requests, (select sum(requests)::int from problem_group) as members`;
  expect(counted).toEqual({ requests: all?.count, members: all?.count });
  const wrong = await db`
    select g.id from problem_group g where g.requests <> (select count(*) from problem_request q where q.group_id = g.id) or g.requests = 0`;
  expect([...wrong]).toEqual([]);
  await drop();
});

test('groups that got nothing for half a year are forgotten with their words, those of an open issue stay', async () => {
  const { db, drop } = await freshDatabase();
  await groupAll(db, 1, likeness, 80);
  const [kept] = await db<{ id: string }[]>`select id from problem_group order by requests desc limit 1`;
  await db`
    insert into systemic_issue (id, group_id, title, unit_id, owner_id, day, status, opened_by, opened_at)
    select 'sys_kept', ${kept?.id ?? ''}, '同类问题', (select id from unit limit 1), p.id, '2026-12-31', 'open', p.id, ${testNow} from person p limit 1`;
  const after = later(testNow, (likeness.windowDays + 2) * 86_400_000);
  while ((await commonProblems({ database: db }, after)).ungrouped > 0);
  const left = await db<{ id: string }[]>`select id from problem_group`;
  expect(left.map(({ id }) => id)).toEqual([kept?.id]);
  const [words] = await db<{ lost: number }[]>`
    select count(*)::int as lost from problem_word w where not exists (select from problem_request q where q.case_id = w.case_id)`;
  expect(words?.lost).toBe(0);
  await drop();
});

test('a subject said in another way is the same word, and a page can mark where it is said', () => {
  const groups = [['丢失', '不见了']];
  const one = problemWords('路口没有红绿灯', '公章不见了', groups);
  const other = problemWords('希望装信号灯', '图章丢失', groups);
  expect([...one.keys()].filter((word) => other.has(word))).toEqual(expect.arrayContaining(['#信号灯', '#公章', '丢失']));
  expect(readableWords(['#信号灯', '员工', '工伤', '车床'])).toEqual(['信号灯', '员工伤', '车床']);
  expect(markShared('路口没有红绿灯，很危险', ['#信号灯', '危险'])).toEqual([
    { text: '路口没有', shared: false },
    { text: '红绿灯', shared: true },
    { text: '，很', shared: false },
    { text: '危险', shared: true },
  ]);
});
