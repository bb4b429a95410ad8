import { readCatalogue } from '../../db/content/catalogue';
import { ConditionTextError, parseCondition } from '../../db/content/condition-text';
import type { Answers, Interview } from '../../shared/rules/interview';
import { changeAnswer, nextQuestion, progress, result, validateAnswers, walk } from '../../shared/rules/interview';
import { evaluate, type Lookup, type Value } from '../../shared/rules/interview-conditions';
import { aChoice, aDate, aNumber, anInterview } from './an-interview';
import { seeded } from './numbers';

const facts = { today: '2026-11-23' };
const ids = (interview: Interview, answers: Answers) => result(interview, answers, facts)?.materials.map((material) => material.id);

describe('the language of conditions', () => {
  const values: Record<string, Value> = { who: 'agent', months: 6, birth: '2010-11-23' };
  const known: Lookup = (name) =>
    name in values ? { state: 'value', value: values[name] as Value } : name === 'hidden' ? { state: 'absent' } : { state: 'open' };
  const truth = (text: string) => evaluate(parseCondition(text), known, facts.today);

  it.each([
    ['who = agent', true],
    ['who != agent', false],
    ['who in (self, agent)', true],
    ['months >= 6 and months < 7', true],
    ['months > 6 or months <= 5', false],
    ['not (who = self)', true],
    ['age(birth) >= 16', true],
    ['age(birth) > 16', false],
    ['who = self and later = x', false],
    ['who = agent or later = x', true],
    ['who = agent and later = x', 'open'],
    ['not later = x', 'open'],
    ['hidden = x', false],
    ['hidden != x', true],
    ['hidden >= 0 or age(hidden) >= 0 or hidden in (x)', false],
    ['who = agent 且 非 who = self 或 later = x', true],
    ['who = self or who = agent and months >= 6', true],
    ['', true],
  ])('“%s” is %s', (text, expected) => {
    expect(truth(text)).toBe(expected);
  });

  it.each([
    'who =',
    'who = agent and',
    '(who = agent',
    'who = agent)',
    'who',
    'age(who)',
    'months >= many',
    '= agent',
    'who = 本人',
    'and who = x',
    'who in ()',
  ])('“%s” is refused with a sentence', (text) => {
    expect(() => parseCondition(text)).toThrow(ConditionTextError);
  });
});

describe('a walk', () => {
  const interview = anInterview({
    questions: [
      aChoice('who', ['self', 'agent']),
      aChoice('lost', ['yes', 'no']),
      aChoice('stolen', ['yes', 'no'], { when: 'lost = yes' }),
      aChoice('idle', ['a', 'b']),
    ],
    materials: { id: '', letter: 'who = agent', report: 'stolen = yes', old: 'lost = no' },
  });

  it('asks in the order of the file, only while the condition holds and something depends on it', () => {
    expect(nextQuestion(interview, {}, facts)?.id).toBe('who');
    expect(nextQuestion(interview, { who: 'self' }, facts)?.id).toBe('lost');
    expect(nextQuestion(interview, { who: 'self', lost: 'yes' }, facts)?.id).toBe('stolen');
    // Nothing depends on `idle`, so nobody is asked.
    expect(nextQuestion(interview, { who: 'self', lost: 'no' }, facts)).toBeNull();
  });

  it('gives no result while a question is open', () => {
    expect(result(interview, { who: 'self' }, facts)).toBeNull();
    expect(ids(interview, { who: 'agent', lost: 'yes', stolen: 'yes' })).toEqual(['id', 'letter', 'report']);
  });

  it('ends at once when a refusal is certain, and then lists no materials', () => {
    const refusing = anInterview({
      questions: [aChoice('where', ['here', 'there']), aChoice('who', ['self', 'agent'])],
      materials: { id: '', letter: 'who = agent' },
      refusals: { not_here: 'where = there' },
    });
    expect(nextQuestion(refusing, { where: 'there' }, facts)).toBeNull();
    expect(result(refusing, { where: 'there' }, facts)).toMatchObject({
      outcome: 'refusal',
      materials: [],
      halls: [],
      refusals: [{ id: 'not_here', instead: '别的办法' }],
    });
  });

  it('says which answers put each material on the list', () => {
    const checklist = result(interview, { who: 'agent', lost: 'yes', stolen: 'yes' }, facts);
    const because = Object.fromEntries(
      checklist?.materials.map((material) => [material.id, material.because.map((ground) => `${ground.question}=${ground.answer}`)]) ?? [],
    );
    expect(because).toEqual({ id: [], letter: ['who=agent'], report: ['stolen=yes'] });
  });

  it('traces a thing that a hidden question would have taken away to the answer that hid it', () => {
    const hiding = anInterview({
      questions: [aChoice('married', ['yes', 'no']), aChoice('abroad', ['yes', 'no'], { when: 'married = yes' })],
      materials: { id: '', single: 'abroad != yes' },
    });
    expect(result(hiding, { married: 'no' }, facts)?.materials[1]?.because.map((ground) => ground.question)).toEqual(['married']);
  });

  it('keeps the other answers when one is changed, and drops what can no longer be asked', () => {
    const answers = { who: 'agent', lost: 'yes', stolen: 'yes' };
    expect(changeAnswer(interview, answers, facts, 'who', 'self')).toEqual({ who: 'self', lost: 'yes', stolen: 'yes' });
    expect(changeAnswer(interview, answers, facts, 'lost', 'no')).toEqual({ who: 'agent', lost: 'no' });
    expect(() => changeAnswer(interview, answers, facts, 'who', 'nobody')).toThrow(RangeError);
  });

  it('keeps an answer that lies behind a question the change has opened', () => {
    const opening = anInterview({
      questions: [aChoice('kind', ['new', 'old']), aChoice('reason', ['x', 'y'], { when: 'kind = old' }), aChoice('who', ['self', 'agent'])],
      materials: { id: '', old: 'kind = old', x: 'reason = x', letter: 'who = agent' },
    });
    const changed = changeAnswer(opening, { kind: 'new', who: 'agent' }, facts, 'kind', 'old');
    expect(changed).toEqual({ kind: 'old', who: 'agent' });
    expect(nextQuestion(opening, changed, facts)?.id).toBe('reason');
    expect(ids(opening, { ...changed, reason: 'y' })).toEqual(['id', 'old', 'letter']);
  });

  it('does not ask what is known, and counts ages on the day of asking', () => {
    const aged = anInterview({ questions: [aDate('birth', { fact: 'birthDate' })], materials: { id: '', guardian: 'age(birth) < 16' } });
    expect(nextQuestion(aged, {}, facts)?.id).toBe('birth');
    expect(result(aged, {}, { ...facts, birthDate: '2010-11-23' })?.materials.map((material) => material.id)).toEqual(['id']);
    expect(result(aged, {}, { ...facts, birthDate: '2010-11-24' })?.materials.map((material) => material.id)).toEqual(['id', 'guardian']);
  });

  it('takes a known fact only where a rule says so', () => {
    const senior = aChoice('senior', ['yes', 'no'], { known: [{ when: parseCondition('who = self and age(birthDate) >= 70'), answer: 'yes' }] });
    const interview = anInterview({
      questions: [aChoice('who', ['self', 'agent']), senior],
      materials: { id: '', test: 'senior = yes', letter: 'who = agent' },
    });
    const old = { ...facts, birthDate: '1950-01-01' };
    expect(nextQuestion(interview, { who: 'self' }, old)).toBeNull();
    expect(nextQuestion(interview, { who: 'agent' }, old)?.id).toBe('senior');
  });

  it('names what is wrong with a set of answers', () => {
    expect(validateAnswers(interview, { who: 'agent', lost: 'no' }, facts)).toEqual([]);
    expect(validateAnswers(interview, { who: 'agent', lost: 'no', stolen: 'yes' }, facts)).toEqual([{ question: 'stolen', problem: 'not_asked' }]);
    expect(validateAnswers(interview, { who: 'nobody' }, facts)).toEqual([{ question: 'who', problem: 'invalid_answer' }]);
    expect(validateAnswers(interview, { who: 'self' }, facts)).toEqual([{ question: 'lost', problem: 'missing' }]);
    expect(validateAnswers(interview, { who: 'self', lost: 'no', constructor: 'x' }, facts)).toEqual([
      { question: 'constructor', problem: 'unknown_question' },
    ]);
  });

  it('refuses numbers out of range and dates that do not exist', () => {
    const numbers = anInterview({
      questions: [aNumber('months', 0, 12), aDate('birth')],
      materials: { id: '', a: 'months >= 6', b: 'age(birth) < 16' },
    });
    for (const months of [-1, 13, 1.5, '6', Number.NaN]) expect(nextQuestion(numbers, { months }, facts)?.id).toBe('months');
    for (const birth of ['2023-02-29', '2026-11-24', 20_000_101]) expect(nextQuestion(numbers, { months: 6, birth }, facts)?.id).toBe('birth');
  });
});

describe('every interview of the catalogue, on 80 random walks each', () => {
  const items = readCatalogue(['guancheng', 'songshanhu', 'humen']);
  const random = seeded(3);
  const anAnswer = (interview: Interview, answers: Answers): [string, Value] | null => {
    const question = nextQuestion(interview, answers, facts);
    if (!question) return null;
    if (question.kind === 'choice') return [question.id, random.pick(question.options).value];
    if (question.kind === 'number') return [question.id, question.minimum + random.below(Math.min(40, question.maximum - question.minimum + 1))];
    return [question.id, `${1930 + random.below(96)}-0${1 + random.below(9)}-1${random.below(10)}`];
  };

  it.each(items.map((item) => [item.code, item.interview] as const))('%s', (_, interview) => {
    for (let round = 0; round < 80; round += 1) {
      let answers: Record<string, Value> = {};
      let share = -1;
      for (let given = anAnswer(interview, answers); given; given = anAnswer(interview, answers)) {
        const before = progress(interview, answers, facts);
        if (before.share <= share || before.share >= 1) throw new Error(`progress fell or ended early at ${given[0]}: ${JSON.stringify(answers)}`);
        share = before.share;
        answers = changeAnswer(interview, answers, facts, ...given);
      }
      const checklist = result(interview, answers, facts);
      if (!checklist) throw new Error(`no result: ${JSON.stringify(answers)}`);
      if (progress(interview, answers, facts).share !== 1 || validateAnswers(interview, answers, facts).length > 0)
        throw new Error(`not complete: ${JSON.stringify(answers)}`);
      // The order in which answers were given does not matter, nor does what nobody asked for.
      const shuffled = Object.fromEntries(Object.entries({ ...answers, nobody_asked: 'x' }).sort(() => random.below(3) - 1));
      expect(result(interview, shuffled, facts)).toEqual(checklist);
      // Every material is explained by answers that are enough: with only those known its condition already holds.
      const accepted = walk(interview, answers, facts).accepted;
      for (const material of checklist.materials) {
        const enough = new Set(material.because.map((ground) => ground.question));
        const onlyThose: Lookup = (name) => {
          const step = accepted.find((one) => one.question.id === name);
          if (step) return enough.has(name) ? { state: 'value', value: step.value } : { state: 'open' };
          return { state: 'absent' };
        };
        const rule = interview.materials.find((one) => one.id === material.id);
        if (!rule || evaluate(rule.when, onlyThose, facts.today) !== true)
          throw new Error(`${material.id} is not explained by ${[...enough].join()}`);
      }
      // Changing one answer keeps what is still asked: walking on always ends.
      const changed = random.pick(accepted).question;
      if (changed.kind === 'choice') {
        const after = changeAnswer(interview, answers, facts, changed.id, random.pick(changed.options).value);
        expect(Object.entries(after).every(([id, value]) => id === changed.id || answers[id] === value)).toBe(true);
      }
    }
  });
});
