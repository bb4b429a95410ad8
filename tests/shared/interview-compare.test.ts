import { parseCondition } from '../../db/content/condition-text';
import { situationKey } from '../../shared/rules/checklist';
import { checklistChange } from '../../shared/rules/checklist-change';
import type { Answers, Interview } from '../../shared/rules/interview';
import { isValidAnswer, result } from '../../shared/rules/interview';
import { type ChangeGroup, compareInterviews } from '../../shared/rules/interview-compare';
import { groupLines, situationsLine, wordingLines } from '../../shared/text/catalogue-diff';
import { aCatalogue } from '../support/catalogue';
import { aChoice, anInterview } from './an-interview';
import { everyAnswer } from './naive-situations';
import { seeded } from './numbers';
import { aRandomInterview } from './random-interview';

const today = '2026-11-23';
const lines = (before: Interview, after: Interview) =>
  compareInterviews(before, after, today).groups.flatMap((group) => groupLines(group, before, after, { humen: '虎门大厅' }));

const who = aChoice('who', ['self', 'agent']);
const base = { questions: [who, aChoice('lost', ['yes', 'no'])], materials: { id: '', letter: 'who = agent' }, notes: { report: 'lost = yes' } };

describe('comparing two versions', () => {
  it('nothing touched, nothing said', () => {
    expect(compareInterviews(anInterview(base), anInterview(base), today)).toEqual({
      situations: { before: 4, after: 4, changed: 0, removed: 0, added: 0 },
      groups: [],
    });
  });

  it('a new paper for some is one change, with answers that show it', () => {
    const after = anInterview({ ...base, materials: { ...base.materials, photo: 'who = agent and lost = yes' } });
    expect(compareInterviews(anInterview(base), after, today).situations).toEqual({ before: 4, after: 4, changed: 1, removed: 0, added: 0 });
    expect(lines(anInterview(base), after)).toEqual(['1 种情形，例如：', '    who? agent', '    lost? yes', '  → 要带“photo”：原件 1 份。']);
  });

  it('a question more splits situations, a question less joins them', () => {
    const after = anInterview({
      ...base,
      questions: [...base.questions, aChoice('home', ['yes', 'no'])],
      notes: { ...base.notes, visit: 'home = yes' },
    });
    expect(compareInterviews(anInterview(base), after, today).situations).toEqual({ before: 4, after: 8, changed: 4, removed: 0, added: 4 });
    expect(compareInterviews(after, anInterview(base), today).situations).toEqual({ before: 8, after: 4, changed: 4, removed: 4, added: 0 });
  });

  it('asking in another order changes nothing', () => {
    const after = anInterview({ ...base, questions: [...base.questions].reverse() });
    expect(compareInterviews(anInterview(base), after, today).groups).toEqual([]);
  });

  it('an answer that is new or no longer there is said as such', () => {
    const after = anInterview({ ...base, questions: [aChoice('who', ['self', 'agent', 'court']), ...base.questions.slice(1)] });
    const kinds = (groups: ChangeGroup[]) => groups.map(({ kind, situations }) => `${kind} ${situations}`);
    expect(kinds(compareInterviews(anInterview(base), after, today).groups)).toEqual(['after_only 2']);
    expect(kinds(compareInterviews(after, anInterview(base), today).groups)).toEqual(['before_only 2']);
  });

  it('fees, minutes, days, halls and refusals count, and rewording does not', () => {
    const before = anInterview(base);
    const agent = parseCondition('who = agent');
    const after: Interview = {
      ...before,
      fees: [{ text: '工本费', amountFen: 2000, when: agent }],
      minutes: [...before.minutes, { minutes: 5, when: agent }],
      durations: [{ promisedWorkingDays: 3, statutoryWorkingDays: 20, when: agent }, ...before.durations],
      onlyAt: [{ halls: ['guancheng'], when: agent }],
      notes: before.notes.map((note) => ({ ...note, text: '请先登报声明' })),
    };
    expect(lines(before, after).filter((line) => line.startsWith('  →'))).toEqual([
      '  → 费用由免费改为 20 元。',
      '  → 办理时限由 7 个工作日改为 3 个工作日。',
      '  → 窗口用时由大约 10 分钟改为大约 15 分钟。',
      '  → 虎门大厅不再办理。',
    ]);
    expect(wordingLines(before, after)).toEqual(['提示改为：请先登报声明']);
    expect(situationsLine(compareInterviews(before, after, today))).toBe('情形 4 → 4 种。结果变了的 2 种。');
    const refusing = anInterview({ ...base, refusals: { no: 'who = agent' } });
    expect(lines(before, refusing)).toEqual(
      ['2 种情形，例如：', '    who? agent', '    lost? yes', '  → 现在不能办理：no。别的办法。'].map((line) => expect.stringContaining(line)),
    );
  });
});

/** Every set of answers to the questions of both versions, each walked in both: no diagram, no classes. */
function naively(before: Interview, after: Interview): { changed: number; before: number; after: number } | null {
  const questions = new Map([...before.questions, ...after.questions].map((question) => [question.id, [] as (string | number)[]]));
  for (const question of [...before.questions, ...after.questions]) {
    const every = question.kind === 'date' ? ['2020-01-01', '2000-01-01', '1950-01-01', '2010-11-23', '1966-11-23'] : everyAnswer(question, today);
    questions.set(question.id, [...new Set([...(questions.get(question.id) ?? []), ...every])]);
  }
  let all: Answers[] = [{}];
  for (const [id, values] of questions) all = all.flatMap((answers) => values.map((value) => ({ ...answers, [id]: value })));
  if (all.length > 6000) return null;
  const fitting = (interview: Interview, answers: Answers) =>
    Object.fromEntries(
      interview.questions.filter((one) => isValidAnswer(one, answers[one.id] ?? '', today)).map(({ id }) => [id, answers[id] ?? '']),
    );
  const keys = [new Set<string>(), new Set<string>()];
  const changed = new Set<string>();
  for (const answers of all) {
    const lists = [before, after].map((interview) => result(interview, fitting(interview, answers), { today }));
    for (const [index, list] of lists.entries()) if (list) keys[index]?.add(situationKey(list));
    const [was, is] = lists;
    if (was && is && checklistChange(was, is)) changed.add(situationKey(was));
  }
  return { changed: changed.size, before: keys[0]?.size ?? 0, after: keys[1]?.size ?? 0 };
}

it('agrees with giving every answer to both versions, for 200 pairs drawn by lot', () => {
  const random = seeded(8);
  let compared = 0;
  for (let round = 0; round < 200; round += 1) {
    const before = aRandomInterview(random, 2 + random.below(3));
    // Sometimes unlike altogether, sometimes one list of rules exchanged or the questions turned about.
    const other = aRandomInterview(random, before.questions.length);
    const after = random.pick<Interview>([
      other,
      { ...before, materials: before.materials.slice(1) },
      { ...before, notes: other.notes.map((note) => ({ ...note, when: before.materials[0]?.when ?? note.when })) },
      { ...before, refusals: before.refusals.slice(1), durations: before.durations.slice(-1) },
      {
        ...before,
        questions: before.questions.map((question) =>
          question.kind === 'choice' ? { ...question, options: question.options.slice(0, 2) } : question,
        ),
      },
    ]);
    const naive = naively(before, after);
    if (!naive) continue;
    compared += 1;
    const { situations } = compareInterviews(before, after, today);
    expect({ round, ...naive }).toEqual({ round, changed: situations.changed, before: situations.before, after: situations.after });
  }
  expect(compared).toBeGreaterThan(120);
});

it('compares the largest interview with a change of every list within seconds', () => {
  const spouse = aCatalogue().find(({ code }) => code === 'household-spouse-move-in')?.interview as Interview;
  const started = performance.now();
  const { situations } = compareInterviews(spouse, { ...spouse, materials: spouse.materials.slice(1) }, today);
  console.log(`compared ${situations.before} situations in ${Math.round(performance.now() - started)} ms`);
  expect(situations.changed).toBeGreaterThan(30_000);
  expect(situations.changed).toBeLessThan(situations.before);
});
