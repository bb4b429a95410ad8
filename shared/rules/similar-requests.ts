/**
 * Finds, while somebody writes, the open requests of the same enterprise that are about the same thing (D1). Compares what is named and pairs of
 * neighbouring signs, without words that say that somebody asks but not what; a place says less than a matter. Pure; the enterprise's own open requests are few, so all are looked at.
 */
export const similarFrom = {
  /** Share of the weight of the lighter text that the other has too. */
  share: 0.34,
  /** And at least so much weight: one pair alone is an accident. */
  weight: 2,
  /** A lighter text counts as one of so much. */
  lightest: 4,
  /** Shown at most. */
  most: 3,
} as const;

const empty = [
  ...['我们公司', '我公司', '我司', '本公司', '公司', '企业', '单位', '我厂', '我们', '他们', '员工', '工人', '大家', '有人', '个人', '麻烦', '希望'],
  ...[
    '请问',
    '请帮忙',
    '帮忙',
    '想问一下',
    '想问',
    '咨询',
    '想要',
    '想请',
    '能不能',
    '可不可以',
    '是否',
    '可以',
    '怎么办',
    '怎么',
    '如何',
    '什么时候',
  ],
  ...[
    '什么',
    '哪里',
    '哪些',
    '多久',
    '需要',
    '应该',
    '办理',
    '处理',
    '解决',
    '尽快',
    '材料',
    '流程',
    '手续',
    '问题',
    '情况',
    '最近',
    '现在',
    '今天',
    '昨天',
  ],
  ...[
    '每天',
    '已经',
    '一直',
    '经常',
    '总是',
    '没有',
    '不能',
    '无法',
    '因为',
    '所以',
    '但是',
    '如果',
    '以及',
    '或者',
    '民警',
    '派出所',
    '公安',
    '申请',
  ],
  ...[
    '一下',
    '一个',
    '一些',
    '一起',
    '非常',
    '很多',
    '附近',
    '旁边',
    '不知道',
    '之后',
    '之前',
    '时候',
    '这个',
    '那个',
    '的',
    '了',
    '吗',
    '呢',
    '吧',
    '把',
    '被',
  ],
  ...[
    '给',
    '和',
    '与',
    '在',
    '到',
    '是',
    '有',
    '要',
    '会',
    '想',
    '请',
    '都',
    '也',
    '就',
    '很',
    '太',
    '不',
    '没',
    '又',
    '还',
    '对',
    '为',
    '从',
    '我',
    '您',
    '名',
    '位',
  ],
].sort((a, b) => b.length - a.length);
const breaks = new RegExp(`${empty.join('|')}|[^\\p{Script=Han}a-z]+`, 'u');

/** What is named in several ways, as the first says it, and what it weighs; a pair of signs weighs 1. */
const things: readonly (readonly [weight: number, first: string, ...others: string[]])[] = [
  [2, '违停', '乱停乱放', '违规停车', '违章停车', '乱停车', '乱停', '占道停车'],
  [2, '红绿灯', '信号灯', '交通灯'],
  [2, '拥堵', '堵车', '塞车', '堵路'],
  [2, '居住证', '暂住证'],
  [2, '被盗', '被偷', '偷走', '失窃', '偷窃', '盗窃', '偷了'],
  [2, '外籍', '外国人', '老外'],
  [2, '诈骗', '被骗', '骗钱', '反诈', '防骗'],
  [2, '噪音', '噪声', '吵闹', '扰民'],
  [2, '摄像头', '监控', '探头'],
  [2, '落户', '入户', '迁户口'],
  [2, '电动车', '电瓶车', '电动自行车'],
  [0.8, '培训', '讲座', '宣讲', '讲课'],
  [0.4, '门口', '大门', '厂门'],
  [0.4, '后门'],
  [0.4, '厂区', '工厂', '园区'],
  [0.4, '宿舍', '宿舍楼'],
  [0.4, '仓库'],
  [0.4, '路口'],
  [0.4, '车间'],
];
const named = things
  .flatMap(([weight, first, ...others]) => [first, ...others].map((word) => ({ word, first, weight })))
  .sort((a, b) => b.word.length - a.word.length);

/** What a text says, with the weight of each. */
export function saidIn(text: string): Map<string, number> {
  let rest = text.normalize('NFKC').toLowerCase();
  const said = new Map<string, number>();
  for (const { word, first, weight } of named) {
    if (!rest.includes(word)) continue;
    rest = rest.split(word).join(' ');
    said.set(first, weight);
  }
  for (const piece of rest.split(breaks)) {
    for (let at = 0; at + 1 < piece.length; at += 1) said.set(piece.slice(at, at + 2), 1);
  }
  return said;
}

const weightOf = (said: ReadonlyMap<string, number>) => [...said.values()].reduce((sum, weight) => sum + weight, 0);

/** From 0 to 1: how much of the lighter of two texts the other says too. */
export function likenessOf(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  const shared = [...one].reduce((sum, [what, weight]) => sum + (other.has(what) ? weight : 0), 0);
  return shared < similarFrom.weight ? 0 : Math.min(1, shared / Math.max(similarFrom.lightest, Math.min(weightOf(one), weightOf(other))));
}

/** The requests that are like the words, the likest first; equal ones keep their order. */
export function likestRequests<Request extends { title: string; body: string }>(words: string, requests: readonly Request[]): Request[] {
  const asked = saidIn(words);
  return requests
    .map((request) => ({ request, likeness: likenessOf(asked, saidIn(`${request.title}\n${request.body}`)) }))
    .filter(({ likeness }) => likeness >= similarFrom.share)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, similarFrom.most)
    .map(({ request }) => request);
}
