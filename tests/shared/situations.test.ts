import { readCatalogue } from '../../db/content/catalogue';
import { situationKey } from '../../shared/rules/checklist';
import { result, validateAnswers } from '../../shared/rules/interview';
import { type Defect, situations } from '../../shared/rules/interview-situations';
import { aChoice, aDate, aNumber, anInterview } from './an-interview';

const today = '2026-11-23';
const defectKinds = (defects: Defect[]) =>
  defects.map((defect) =>
    'id' in defect ? `${defect.kind} ${defect.id}` : 'question' in defect ? `${defect.kind} ${defect.question}` : defect.kind,
  );

describe('counting situations', () => {
  it('counts distinct results on reachable answers, not combinations of answers', () => {
    const interview = anInterview({
      questions: [aChoice('who', ['self', 'agent']), aChoice('lost', ['yes', 'no']), aChoice('stolen', ['yes', 'no'], { when: 'lost = yes' })],
      materials: { id: '', letter: 'who = agent', report: 'stolen = yes' },
    });
    // 2 × 2 × 2 answers, but “not lost” and “lost, not stolen” come to the same.
    expect(situations(interview, today).count).toBe(4);
  });

  it('tries a number and an age on both sides of every limit', () => {
    const interview = anInterview({
      questions: [aNumber('months', 0, 600), aDate('birth')],
      materials: { id: '', a: 'months >= 6', b: 'months >= 12', child: 'age(birth) < 16', senior: 'age(birth) >= 70' },
    });
    expect(situations(interview, today).count).toBe(3 * 3);
  });

  it('a refusal is a situation of its own, and ends the count there', () => {
    const interview = anInterview({
      questions: [aChoice('where', ['here', 'there']), aChoice('who', ['self', 'agent'])],
      materials: { id: '', letter: 'who = agent' },
      refusals: { not_here: 'where = there' },
    });
    expect(situations(interview, today).count).toBe(3);
  });
});

describe('planted faults', () => {
  const who = aChoice('who', ['self', 'agent']);
  it.each([
    [
      'a question nothing depends on',
      { questions: [who, aChoice('idle', ['a', 'b'])], materials: { id: '', letter: 'who = agent' } },
      'dead_question idle',
    ],
    [
      'a question whose condition never holds',
      {
        questions: [who, aChoice('twice', ['a', 'b'], { when: 'who = self and who = agent' })],
        materials: { id: '', letter: 'who = agent or twice = a' },
      },
      'dead_question twice',
    ],
    [
      'a material that cannot be reached',
      { questions: [who], materials: { id: '', letter: 'who = agent', never: 'who = self and who = agent' } },
      'unreachable never',
    ],
    [
      'a note behind a refusal',
      { questions: [who], materials: { id: '' }, notes: { lost_note: 'who = agent' }, refusals: { no: 'who = agent' } },
      'unreachable lost_note',
    ],
    [
      'a refusal that cannot happen',
      { questions: [aNumber('months', 0, 12)], materials: { id: '', a: 'months > 3' }, refusals: { no: 'months > 12' } },
      'unreachable no',
    ],
    ['the same paper twice, differently', { questions: [who], materials: { 'a:护照': '', 'b:护照': 'who = agent' } }, 'contradiction'],
    ['halls that exclude each other', { questions: [who], materials: { id: '' }, onlyAt: { guancheng: '', humen: 'who = agent' } }, 'no_hall'],
    ['a list with nothing on it', { questions: [who], materials: { letter: 'who = agent' } }, 'empty_list'],
  ])('%s is found', (_, rules, defect) => {
    expect(defectKinds(situations(anInterview(rules), today).defects)).toEqual([defect]);
  });
});

describe('the catalogue', () => {
  const items = readCatalogue(['guancheng', 'songshanhu', 'humen']);
  const counts = new Map<string, number>();

  it.each(items.map((item) => [item.code, item] as const))('%s: every path ends, nothing is dead, nothing contradicts itself', (code, item) => {
    const found = situations(item.interview, today);
    counts.set(code, found.count);
    expect(found.defects).toEqual([]);
    // What was counted is what a person gets: a sample of the examples is walked again from the answers alone.
    const examples = [...found.examples];
    for (let index = 0; index < examples.length; index += Math.ceil(examples.length / 100)) {
      const [key, answers] = examples[index] as (typeof examples)[number];
      expect(validateAnswers(item.interview, answers, { today })).toEqual([]);
      const checklist = result(item.interview, answers, { today });
      expect(checklist && situationKey(checklist)).toBe(key);
    }
  });

  it('has the 115 items in their ten groups, and household move-in to a spouse more than 50 situations', () => {
    const household = items.filter((item) => item.category === 'household');
    const sum = (list: typeof items) => list.reduce((total, item) => total + (counts.get(item.code) ?? 0), 0);
    console.log(
      [
        `items: ${items.length}`,
        ...items.map((item) => `  ${String(counts.get(item.code)).padStart(6)} situations  ${item.code} ${item.name}`),
        `household: ${household.length} items, ${sum(household)} situations; all: ${sum(items)}`,
      ].join('\n'),
    );
    expect(items).toHaveLength(115);
    expect(new Set(items.map((item) => item.category)).size).toBe(10);
    expect(counts.get('household-spouse-move-in')).toBeGreaterThan(50);
    expect(counts.get('residence-permit-apply')).toBeGreaterThan(50);
  });
});
