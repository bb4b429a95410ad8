import { classesOf } from '../../shared/map/classes';
import { testsByName } from '../../shared/rules/interview-classes';
import { answersInAddress } from '../../shared/map/given-answers';
import { blocksOf, partsForPaper } from '../../shared/map/layout';
import { wrap } from '../../shared/map/measure';
import { pagesOf, tallPicture } from '../../shared/map/picture';
import { dark, frameOf, inDark, light, svgOf } from '../../shared/map/svg';
import { interviewMap, type InterviewMap, type MapQuestion } from '../../shared/map/tree';
import { type Answers, type Interview, nextQuestion, result, walk } from '../../shared/rules/interview';
import { answersFromTexts, answerText } from '../../shared/rules/interview-result';
import type { ServiceItem } from '../../shared/rules/service-item';
import { aCatalogue } from '../support/catalogue';
import { illegible } from '../support/map';
import { aChoice, anInterview } from './an-interview';

const today = '2026-11-24';
const items = aCatalogue();
const paper = { width: 1255, height: 785 };
const spouse = items.find((item) => item.code === 'household-spouse-move-in') as ServiceItem;

const everyQuestion = (questions: MapQuestion[]): MapQuestion[] =>
  questions.flatMap((question) => [question, ...question.groups.flatMap((group) => everyQuestion(group.leadsTo))]);
/** Walks to the end that answer by a fixed dice, each answer class as likely as the next. */
function someWalks(interview: Interview, count: number): Answers[] {
  let dice = 7;
  const tests = testsByName(interview);
  return Array.from({ length: count }, () => {
    const answers: Record<string, string | number> = {};
    for (let question = nextQuestion(interview, answers, { today }); question; question = nextQuestion(interview, answers, { today })) {
      const classes = classesOf(question, tests, today);
      dice = (dice * 48271) % 2147483647;
      answers[question.id] = classes[dice % classes.length]?.value ?? '';
    }
    return answers;
  });
}
const drawn = (map: InterviewMap) => tallPicture(blocksOf(map));

test('the whole catalogue is here', () => {
  expect(items.length).toBeGreaterThanOrEqual(115);
});

describe.each(items.map((item) => [item.code, item] as const))('%s', (_, { name, interview }) => {
  const map = interviewMap(name, interview, { today });
  const walks = someWalks(interview, 15);

  test('is legible, blank and with a path, on the phone and on paper', () => {
    for (const answers of [undefined, walks[0], walks.at(-1)]) {
      const one = answers ? interviewMap(name, interview, { today }, answers) : map;
      expect(illegible(drawn(one))).toEqual([]);
      const { pages, scale } = pagesOf(partsForPaper(one, { width: paper.width - 40, height: paper.height - 20 }), paper);
      expect(pages.flatMap(illegible)).toEqual([]);
      // 14 px are 8.7 points on paper at 0.62 points a pixel; never under 7.5.
      expect(14 * 0.62 * scale).toBeGreaterThan(7.5);
    }
  });

  test('shows every question and every thing that an answer can bring', () => {
    const shown = everyQuestion(map.questions);
    expect(new Set(shown.map((question) => question.id))).toEqual(new Set(interview.questions.map((question) => question.id)));
    const texts = new Set(
      [...map.everyone, ...map.others, ...shown.flatMap((q) => q.groups.flatMap((g) => g.answers.flatMap((a) => a.additions)))].map(
        (one) => one.text,
      ),
    );
    const all = [
      ...interview.materials.map((one) => one.name),
      ...interview.notes.map((one) => one.text),
      ...interview.refusals.map((one) => one.text),
    ];
    expect(all.filter((text) => !texts.has(text))).toEqual([]);
  });

  test('lights the path of a walk, and every thing on the list stands on a lit answer, with everyone’s, or among the others', () => {
    for (const answers of walks) {
      const path = interviewMap(name, interview, { today }, answers);
      const list = result(interview, answers, { today });
      const lit = everyQuestion(path.questions).filter((question) => question.state === 'lit');
      expect(new Set(lit.map((question) => question.id))).toEqual(
        new Set(walk(interview, answers, { today }).accepted.map((step) => step.question.id)),
      );
      const onPath = new Set(
        [
          ...path.everyone,
          ...path.others,
          ...lit.flatMap((q) => q.groups.flatMap((g) => g.answers.filter((a) => a.state === 'lit').flatMap((a) => a.additions))),
        ].map((one) => one.text),
      );
      expect((list?.materials ?? []).map((one) => one.name).filter((text) => !onPath.has(text))).toEqual([]);
      expect((list?.refusals ?? []).map((one) => one.text).filter((text) => !onPath.has(text))).toEqual([]);
    }
  });

  test('answers of a frozen list are read back', () => {
    for (const answers of walks) {
      const frozen = walk(interview, answers, { today }).accepted.map(({ question, value }) => ({
        question: question.id,
        answerText: answerText(question, value),
      }));
      expect(answersFromTexts(interview, frozen)).toEqual(answers);
    }
  });
});

describe('the check of legibility finds what is wrong', () => {
  const good = drawn(interviewMap(spouse.name, spouse.interview, { today }));
  const spoilt = (change: (box: (typeof good.boxes)[number], index: number) => Partial<(typeof good.boxes)[number]>) => ({
    ...good,
    boxes: good.boxes.map((box, index) => ({ ...box, ...change(box, index) })),
  });

  test.each([
    ['overlap', spoilt((box, index) => (index === 5 ? { y: box.y - 30 } : {}))],
    ['too wide', spoilt((box) => ({ lines: box.lines.map((line) => ({ ...line, text: `${line.text}又多出来的几个字` })) }))],
    ['too wide', spoilt((box) => ({ width: box.width - 30 }))],
    ['out of its box', spoilt((box) => ({ height: box.height - 10 }))],
    ['line over line', spoilt((box) => ({ lines: box.lines.map((line, at) => ({ ...line, y: at === 1 ? line.y - 14 : line.y })) }))],
    ['small', spoilt((box) => ({ lines: box.lines.map((line) => ({ ...line, size: 12 })) }))],
    ['off the sheet', { ...good, width: 300 }],
  ])('%s', (what, picture) => {
    expect(illegible(picture).some((finding) => finding.startsWith(what))).toBe(true);
  });
});

describe('the tree', () => {
  const interview = anInterview({
    questions: [
      aChoice('who', ['self', 'agent']),
      aChoice('lost', ['yes', 'no', 'unsure']),
      aChoice('stolen', ['yes', 'no'], { when: 'lost in (yes, unsure)' }),
    ],
    materials: { id: '', letter: 'who = agent', report: 'stolen = yes and who = self' },
    refusals: { wait: 'lost = unsure and stolen = no' },
  });

  test('hangs a question on the answers that bring it up, and draws those together', () => {
    const map = interviewMap('x', interview, { today });
    expect(map.questions.map((question) => question.id)).toEqual(['who', 'lost']);
    expect(map.questions[1]?.groups.map((group) => [group.answers.length, group.leadsTo.map((next) => next.id)])).toEqual([
      [2, ['stolen']],
      [1, []],
    ]);
  });

  test('says which other answer a thing takes as well', () => {
    const stolen = interviewMap('x', interview, { today }).questions[1]?.groups[0]?.leadsTo[0];
    expect(stolen?.groups[0]?.answers[0]?.additions).toEqual([
      expect.objectContaining({ kind: 'material', condition: expect.stringMatching(/^第 1 题选“.+”$/) }),
    ]);
  });

  test('marks where the person is, what may still come, and what is left aside', () => {
    const states = (answers: Answers) => everyQuestion(interviewMap('x', interview, { today }, answers).questions).map((question) => question.state);
    expect(states({})).toEqual(['here', 'ahead', 'ahead']);
    expect(states({ who: 'self' })).toEqual(['lit', 'here', 'ahead']);
    expect(states({ who: 'self', lost: 'no' })).toEqual(['lit', 'lit', 'off']);
  });
});

test('the spouse’s move, 16 questions, fits a phone’s width where nothing branches further', () => {
  const picture = drawn(interviewMap(spouse.name, spouse.interview, { today }));
  const head = picture.boxes[0];
  expect((head?.x ?? 0) + (head?.width ?? 0)).toBeLessThanOrEqual(384);
});

test('text is escaped, nothing runs, and the place of the person can be read back', () => {
  const nasty = anInterview({ questions: [aChoice('who', ['self', 'agent'])], materials: { letter: 'who = agent' } });
  const svg = svgOf(drawn(interviewMap('</text><script>alert(1)</script>"', nasty, { today }, {})), '<b>&"');
  expect(svg).not.toMatch(/<script|<b>|on\w+=|href|<foreignObject/);
  expect(svg).toContain('&lt;script&gt;');
  expect(frameOf(svg).here).not.toBeNull();
  expect(inDark(svg)).toContain(dark.ground);
});

test('answers in an address are the interview’s own or none', () => {
  const { interview } = spouse;
  expect(answersInAddress(interview, 'applicant.mainland~children.2', today)).toEqual({ applicant: 'mainland', children: 2 });
  for (const bad of ['applicant.martian', 'nobody.asked', 'children.99', 'children.1~children.2', 'applicant'])
    expect(answersInAddress(interview, bad, today)).toBeNull();
});

test('lines never begin with closing punctuation nor end with opening', () => {
  for (let width = 60; width < 240; width += 7) {
    const lines = wrap('请带户口簿（首页、本人页），结婚证；原件 2 份，“复印件”各 1 份。', 14, width);
    expect(lines.join('').replaceAll(' ', '')).toBe('请带户口簿（首页、本人页），结婚证；原件2份，“复印件”各1份。');
    for (const line of lines) expect(line).not.toMatch(/^[，。、；）”]|[（“]$/);
  }
});

const luminance = (colour: string) =>
  [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, index) => sum + part * ([0.2126, 0.7152, 0.0722][index] ?? 0), 0);
const contrast = (one: string, two: string) => {
  const [bright = 0, dim = 0] = [luminance(one), luminance(two)].sort((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
};

test.each([light, dark])('every text stands out 4.5 : 1 from what it stands on', (colours) => {
  const { ground, surface, lit, off, onOff, line: _, ...texts } = colours;
  for (const text of Object.values(texts)) for (const under of [ground, surface, lit]) expect(contrast(text, under)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(onOff, off)).toBeGreaterThanOrEqual(4.5);
});
