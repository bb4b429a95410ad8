import { isBrought } from '../rules/checklist';
import { hierarchy, type HierarchyPointNode, tree } from 'd3-hierarchy';
import { feeText, promiseText } from '../text/catalogue';
import { additionNames, mapText } from '../text/map';
import { textWidth, wrap } from './measure';
import type { Addition, AdditionKind, InterviewMap, MapAnswer, MapQuestion, PathState } from './tree';

/** Pixels at natural size; no text is smaller than `small`. */
export const sizes = { small: 14, answer: 15, question: 16, title: 20 } as const;

export type Tone = 'ink' | 'second' | 'accent' | AdditionKind;
export type Line = { x: number /** baseline */; y: number; size: number; bold: boolean; tone: Tone; text: string };
export type Box = {
  kind: 'head' | 'question' | 'answer' | 'end';
  state: PathState;
  x: number;
  y: number;
  width: number;
  height: number;
  lines: Line[];
};
export type Link = { state: PathState; points: [x: number, y: number][]; bent: boolean };
/** A drawn part: its boxes from (0,0) on. `gate` is the height at which it is reached from the left, null where it stands over the whole row. */
export type Block = { width: number; height: number; boxes: Box[]; links: Link[]; gate: number | null; state: PathState };

const questionWidth = 138;
const answerWidth = 206;
const pad = 10;
const column = 20;
const betweenAnswers = 8;
const betweenGroups = 14;
export const blockWidth = questionWidth + column + answerWidth;

/** The parts of a map in the order in which they are read: what everyone needs, each question of the row, the end. */
export function blocksOf(map: InterviewMap): Block[] {
  return [headBlock(map), ...map.questions.map(questionBlock), endBlock(map)];
}

/**
 * The same parts for paper, none larger than a page of that size if it can be helped: what a question's answers bring up stands after it with its
 * condition, and answers that are too many for one page go on beside the question's name.
 */
export function partsForPaper(map: InterviewMap, page: { width: number; height: number }): Block[] {
  return [headBlock(map), ...map.questions.flatMap((question) => fitted(question, page)), endBlock(map)];
}

function fitted(question: MapQuestion, page: { width: number; height: number }): Block[] {
  const block = questionBlock(question);
  if (block.width <= page.width && block.height <= page.height) return [block];
  const { groups, number } = question;
  if (groups.some((group) => group.leadsTo.length > 0)) {
    const after = groups.flatMap((group) => {
      const chosen = mapText.onlyIf(
        mapText.chosen(
          number,
          group.answers.map((answer) => answer.text),
        ),
      );
      return group.leadsTo.map((child) => ({ ...child, condition: child.condition || chosen }));
    });
    const alone = { ...question, groups: groups.map((group) => ({ ...group, leadsTo: [] })) };
    return [alone, ...after].flatMap((one) => fitted(one, page));
  }
  if (groups.length < 2) return [block];
  const half = Math.ceil(groups.length / 2);
  const rest = { ...question, text: question.text.replace(mapText.goesOn, '') + mapText.goesOn, condition: '', groups: groups.slice(half) };
  return [{ ...question, groups: groups.slice(0, half) }, rest].flatMap((one) => fitted(one, page));
}

type Text = { text: string; size: number; bold?: boolean; tone?: Tone; label?: { text: string; tone: Tone }; before?: number };

/** Sets texts under one another in a box of a given width; its height follows. */
function boxOf(kind: Box['kind'], state: PathState, width: number, texts: Text[]): Box {
  const lines: Line[] = [];
  let y = pad;
  for (const { text, size, bold = false, tone = 'ink', label, before = 0 } of texts) {
    if (text === '') continue;
    y += before;
    const leading = Math.round(size * 1.4);
    const indent = label ? textWidth(label.text, size) + 6 : 0;
    for (const [index, line] of wrap(text, size, width - 2 * pad, indent).entries()) {
      const baseline = y + Math.round(size * 1.1);
      if (index === 0 && label) lines.push({ x: pad, y: baseline, size, bold: true, tone: label.tone, text: label.text });
      lines.push({ x: pad + (index === 0 ? indent : 0), y: baseline, size, bold, tone, text: line });
      y += leading;
    }
  }
  return { kind, state, x: 0, y: 0, width, height: y + pad - 2, lines };
}

const additionText = ({ kind, text, condition }: Addition): Text => ({
  text: text + (condition === '' ? '' : mapText.given(condition)),
  size: sizes.small,
  label: { text: additionNames[kind], tone: kind },
  before: 3,
});

function headBlock(map: InterviewMap): Block {
  const list = map.everyone.length > 0 ? [{ text: mapText.everyone, size: sizes.small, tone: 'second' as const, before: 4 }] : [];
  return alone(
    boxOf('head', map.path ? 'lit' : 'plain', blockWidth, [
      { text: map.name, size: sizes.title, bold: true },
      ...list,
      ...map.everyone.map(additionText),
    ]),
  );
}

function endBlock({ path, others }: InterviewMap): Block {
  const result = path?.result ?? null;
  const texts: Text[] = [];
  if (!result) {
    texts.push({ text: mapText.endOpen, size: sizes.question, bold: true });
    if (path) texts.push({ text: mapText.stillOpen(path.atMost), size: sizes.small, tone: 'second' });
  } else if (result.outcome === 'refusal') {
    texts.push({ text: mapText.endRefused, size: sizes.title, bold: true });
    for (const refusal of result.refusals) texts.push({ text: refusal.text, size: sizes.small, before: 3 });
  } else {
    const count = result.materials.filter(isBrought).length;
    texts.push({ text: mapText.end, size: sizes.small, tone: 'second' });
    texts.push({ text: count > 0 ? mapText.endMaterials(count) : mapText.endNone, size: sizes.title, bold: true });
    const facts = [feeText(result), promiseText(result.promisedWorkingDays), mapText.minutes(result.minutesAtWindow)];
    texts.push({ text: facts.join('，'), size: sizes.small });
  }
  if (others.length > 0 && !result) texts.push({ text: mapText.atTheEnd, size: sizes.small, tone: 'second', before: 6 }, ...others.map(additionText));
  return alone(boxOf('end', result ? 'lit' : path ? 'ahead' : 'plain', blockWidth, texts));
}

const alone = (box: Box): Block => ({ width: box.width, height: box.height, boxes: [box], links: [], gate: null, state: box.state });

type Node = { boxes: Box[]; width: number; height: number; state: PathState; children: Node[] };

function questionNode(question: MapQuestion): Node {
  const box = boxOf('question', question.state, questionWidth, [
    ...(question.state === 'here' ? [{ text: mapText.here, size: sizes.small, bold: true, tone: 'accent' as const }] : []),
    { text: `${question.number}. ${question.text}`, size: sizes.question, bold: true },
    { text: question.condition, size: sizes.small, tone: 'second' },
  ]);
  return {
    boxes: [box],
    width: box.width,
    height: box.height,
    state: question.state,
    children: question.groups.map((group) => {
      const boxes = group.answers.map(answerBox);
      const height = boxes.reduce((sum, one) => sum + one.height, betweenAnswers * (boxes.length - 1));
      const state = group.answers.find((one) => one.state !== 'off')?.state ?? 'off';
      return { boxes, width: answerWidth, height, state, children: group.leadsTo.map(questionNode) };
    }),
  };
}

function answerBox(answer: MapAnswer): Box {
  return boxOf('answer', answer.state, answerWidth, [
    {
      text: answer.text,
      size: sizes.answer,
      bold: true,
      ...(answer.state === 'lit' ? { label: { text: mapText.yours, tone: 'accent' as const } } : {}),
    },
    ...answer.additions.map(additionText),
  ]);
}

/** One question of the row with everything that hangs on it, as a tidy tree from left to right. */
function questionBlock(question: MapQuestion): Block {
  // d3 lays the tree out downwards with breadth as x; ours lies on its side, and every level is one column.
  const placed = tree<Node>()
    .nodeSize([1, 1])
    .separation((left, right) => (left.data.height + right.data.height) / 2 + betweenGroups)(hierarchy(questionNode(question)));
  const top = Math.min(...placed.descendants().map((node) => node.x - node.data.height / 2));
  const boxes: Box[] = [];
  const links: Link[] = [];
  placed.each((node) => {
    const x = columnX(node.depth);
    let y = Math.round(node.x - node.data.height / 2 - top);
    for (const box of node.data.boxes) {
      boxes.push({ ...box, x, y });
      y += box.height + betweenAnswers;
    }
  });
  placed.each((node) => links.push(...linksOf(node, top)));
  const gate = boxes[0] ? boxes[0].y + boxes[0].height / 2 : 0;
  const width = Math.max(...boxes.map((box) => box.x + box.width));
  return { width, height: Math.max(...boxes.map((box) => box.y + box.height)), boxes, links, gate, state: question.state };
}

const columnX = (depth: number) => Math.floor(depth / 2) * (questionWidth + answerWidth + 2 * column) + (depth % 2) * (questionWidth + column);

/** From a question to each of its answers; from answers drawn together, by a bracket, to the questions they bring up. */
function linksOf(node: HierarchyPointNode<Node>, top: number): Link[] {
  const right = columnX(node.depth) + node.data.width;
  const middle = node.x - top;
  return (node.children ?? []).flatMap((child) => {
    const x = columnX(child.depth);
    const links: Link[] = [];
    let y = Math.round(child.x - child.data.height / 2 - top);
    const isQuestion = child.depth % 2 === 0;
    for (const box of child.data.boxes) {
      const start: [number, number] = [right + (isQuestion && node.data.boxes.length > 1 ? 6 : 0), middle];
      links.push({ state: isQuestion ? child.data.state : box.state, points: [start, [x, y + box.height / 2]], bent: true });
      y += box.height + betweenAnswers;
    }
    if (isQuestion && node.data.boxes.length > 1) {
      const half = node.data.height / 2 - 8;
      links.push({
        state: child.data.state,
        points: [
          [right + 6, middle - half],
          [right + 6, middle + half],
        ],
        bent: false,
      });
    }
    return links;
  });
}
