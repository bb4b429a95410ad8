import type { AdditionKind } from '../map/tree';

/** Words on the drawn map of an item's questions (一图看懂), on the phone and in print. */
export const mapText = {
  everyone: '每个人都要',
  atTheEnd: '另外',
  /** On a question that is asked only under a condition. */
  onlyIf: (condition: string) => `${condition}时才问`,
  /** On an addition that depends on another answer too. */
  given: (condition: string) => `（${condition}时）`,
  chosen: (question: number, answers: string[]) => `第 ${question} 题选${answers.map((answer) => `“${answer}”`).join('或')}`,
  notChosen: (question: number, answers: string[]) => `第 ${question} 题不选${answers.map((answer) => `“${answer}”`).join('或')}`,
  and: '，且',
  or: '，或',
  /** After a question whose answers go on in another part of the paper. */
  goesOn: '（续）',
  here: '您在这里',
  yours: '您选了',
  days: (days: number) => (days === 0 ? '当场办结' : `${days} 个工作日办结`),
  halls: (count: number) => `只在 ${count} 个指定大厅办理`,
  end: '您的材料清单',
  endOpen: '答完这些问题，就有您的材料清单',
  endMaterials: (count: number) => `要带 ${count} 样材料`,
  endNone: '不用带材料',
  endRefused: '这件事暂时不能办',
  minutes: (minutes: number) => `窗口大约 ${minutes} 分钟`,
  stillOpen: (count: number) => `还有最多 ${count} 个问题`,
  /** Classes of a number or an age that rules tell apart. */
  any: '任意',
  exactly: (value: number, unit: string) => `${value} ${unit}`,
  between: (from: number, to: number, unit: string) => `${from} 至 ${to} ${unit}`,
  from: (value: number, unit: string) => `${value} ${unit}及以上`,
  under: (years: number) => `不满 ${years} 周岁`,
  ages: (from: number, to: number) => (from === to ? `${from} 周岁` : `${from} 至 ${to} 周岁`),
  over: (years: number) => `${years} 周岁及以上`,
  /** The picture for who does not see it. */
  alt: (item: string) => `${item}：一图看懂`,
} as const;

/** What stands before each addition, so that it is not told by colour alone. */
export const additionNames: Record<AdditionKind, string> = {
  material: '材料',
  note: '注意',
  refusal: '不能办',
  fee: '费用',
  days: '时限',
  halls: '地点',
};
