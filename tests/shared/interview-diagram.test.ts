import { situationKey } from '../../shared/rules/checklist';
import type { Answers, Interview } from '../../shared/rules/interview';
import { result, validateAnswers } from '../../shared/rules/interview';
import { compile, follow } from '../../shared/rules/interview-diagram';
import { outcomesOf } from '../../shared/rules/interview-outcome';
import { type Defect, prove, situationExamples } from '../../shared/rules/interview-proof';
import { aCatalogue } from '../support/catalogue';
import { aChoice, aDate, aNumber, anInterview } from './an-interview';
import { naiveSituations } from './naive-situations';
import { seeded } from './numbers';
import { aRandomInterview } from './random-interview';

const today = '2026-11-23';
const situationsOf = (interview: Interview) => prove(interview, today).situations;
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
    expect(situationsOf(interview)).toBe(4);
  });

  it('tries a number and an age on both sides of every limit', () => {
    const interview = anInterview({
      questions: [aNumber('months', 0, 600), aDate('birth')],
      materials: { id: '', a: 'months >= 6', b: 'months >= 12', child: 'age(birth) < 16', senior: 'age(birth) >= 70' },
    });
    expect(situationsOf(interview)).toBe(3 * 3);
  });

  it('a refusal is a situation of its own, and ends the count there', () => {
    const interview = anInterview({
      questions: [aChoice('where', ['here', 'there']), aChoice('who', ['self', 'agent'])],
      materials: { id: '', letter: 'who = agent' },
      refusals: { not_here: 'where = there' },
    });
    expect(situationsOf(interview)).toBe(3);
  });
});

describe('the diagram', () => {
  it('shares what comes after answers that make no difference to it, and branches by classes of answers', () => {
    const interview = anInterview({
      questions: [aChoice('colour', ['red', 'green', 'blue', 'grey']), aNumber('count', 0, 100)],
      materials: { id: '', paint: 'colour = red', box: 'count > 9' },
    });
    const { nodes, classes, terminals } = compile(interview, today);
    expect(classes.map(({ list }) => list.length)).toEqual([2, 2]);
    expect(classes[0]?.list[1]?.values).toEqual(['green', 'blue', 'grey']);
    expect(nodes).toHaveLength(3);
    expect(terminals).toHaveLength(4);
  });

  it('follows any answers to the result that the phone gives', () => {
    const interview = anInterview({ questions: [aDate('birth')], materials: { id: '', child: 'age(birth) < 16' } });
    const diagram = compile(interview, today);
    for (const birth of ['2010-11-23', '2010-11-24', '1900-01-01', '2026-11-23']) {
      const way = follow(diagram, { birth });
      expect(way && outcomesOf(diagram)(way.terminal).materials.length).toBe(result(interview, { birth }, { today })?.materials.length);
    }
    expect(follow(diagram, {})).toBeNull();
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
      'a question whose answers all lead to the same',
      { questions: [who, aChoice('vain', ['a', 'b'])], materials: { id: '', letter: 'who = agent', card: 'vain = a or vain = b' } },
      'dead_answers vain',
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
    expect(defectKinds(prove(anInterview(rules), today).defects)).toEqual([defect]);
  });
});

describe('counted naively, by walking every answer with the functions of the phone, it comes to the same', () => {
  const compare = (interview: Interview, mostWalks: number): boolean => {
    const naive = naiveSituations(interview, today, mostWalks);
    if (!naive) return false;
    const { diagram, situations, shortest, longest } = prove(interview, today);
    expect({ situations, shortest, longest }).toEqual({ situations: naive.keys.size, shortest: naive.shortest, longest: naive.longest });
    const outcomeAt = outcomesOf(diagram);
    expect(new Set(diagram.terminals.map((terminal) => situationKey(outcomeAt(terminal))))).toEqual(naive.keys);
    return true;
  };

  it('for every interview of the catalogue that is small enough', () => {
    const items = aCatalogue();
    const compared = items.filter(({ interview }) => compare(interview, 400));
    console.log(`compared with the naive count: ${compared.length} of ${items.length} items`);
    expect(compared.length).toBeGreaterThan(items.length / 3);
  });

  it('for 150 interviews drawn by lot, broken ones too', () => {
    const random = seeded(6);
    let compared = 0;
    for (let round = 0; round < 150; round += 1) if (compare(aRandomInterview(random), 800)) compared += 1;
    expect(compared).toBeGreaterThan(80);
  });

  it('and a set of answers stands for each situation, exactly as a walk asks', () => {
    for (const item of aCatalogue().filter(({ category }) => category === 'residence_permit')) {
      const diagram = compile(item.interview, today);
      const examples: Answers[] = situationExamples(diagram);
      for (const answers of examples.slice(0, 300)) expect(validateAnswers(item.interview, answers, { today })).toEqual([]);
      const keys = examples.slice(0, 300).map((answers) => {
        const list = result(item.interview, answers, { today });
        return list && situationKey(list);
      });
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});
