/**
 * Words that mean somebody may be in danger now (D1): before any form the page offers 110. Pure, so it works without a network.
 * Too many hits cost one line on the screen, a missed one may cost a life: when in doubt a word is on the list.
 */
export type DangerKind = 'violence' | 'fire' | 'injury' | 'threat';

/** `word` is what was found, as the person wrote it; `alsoCall` is the number to call besides 110. */
export type Danger = { kind: DangerKind; word: string; alsoCall: '119' | '120' | null };

const words: Record<DangerKind, readonly string[]> = {
  violence: [
    '杀',
    '绑架',
    '劫持',
    '人质',
    '抢劫',
    '抢夺',
    '被抢',
    '持刀',
    '持枪',
    '枪击',
    '开枪',
    '砍人',
    '砍伤',
    '捅人',
    '捅伤',
    '刺伤',
    '打人',
    '打架',
    '斗殴',
    '群殴',
    '被打',
    '殴打',
    '强奸',
    '猥亵',
    '性侵',
    '拐卖',
    '投毒',
    '行凶',
    '冲撞',
    '炸弹',
    '爆炸物',
    '非法拘禁',
    '限制人身自由',
    '不让走',
    '被关',
  ],
  fire: ['火', '爆炸', '爆燃', '冒烟', '浓烟', '漏气', '燃气泄漏', '煤气泄漏', '气体泄漏', '化学品泄漏', '触电', '坍塌', '倒塌', '被困', '困在'],
  injury: [
    '救命',
    '受伤',
    '流血',
    '昏迷',
    '晕倒',
    '溺水',
    '落水',
    '中毒',
    '坠楼',
    '跳楼',
    '自杀',
    '轻生',
    '割腕',
    '自焚',
    '车祸',
    '撞人',
    '撞伤',
    '死人',
    '有人死',
    '出人命',
    '没有呼吸',
  ],
  threat: [
    '报警',
    '打110',
    '拨110',
    '叫110',
    '报110',
    '求救',
    '紧急求助',
    '威胁',
    '恐吓',
    '勒索',
    '尾随',
    '被跟踪',
    '跟踪我',
    '有人跟踪',
    '闯入',
    '砸',
    '围堵',
    '聚众',
    '闹事',
    '失踪',
    '走失',
    '正在转账',
    '刚转账',
    '被骗',
  ],
};

/** Everyday words that contain a danger word and mean none. */
const harmless = [
  '杀毒',
  '杀虫',
  '杀菌',
  '秒杀',
  '杀青',
  '抹杀',
  '消杀',
  '查杀',
  '火车',
  '火锅',
  '火炬',
  '火热',
  '火爆',
  '火腿',
  '火速',
  '火箭',
  '红火',
  '灭火',
  '防火',
  '火险',
  '火化',
  '火力发电',
  '火电厂',
  '火炼树',
  '火灾隐患',
  '火灾预防',
  '火灾自动报警',
  '火灾保险',
  '烟火气',
  '烟花爆竹',
  '焰火',
  '防爆',
  '报警器',
  '报警系统',
  '报警装置',
  '报警主机',
  '报警平台',
  '报警回执',
  '报警记录',
  '接处警',
  '防尾随',
  '被关注',
  '被关联',
  '被关停',
  '被关闭',
  '被打印',
  '被打回',
  '电脑中毒',
];

const danger: { kind: DangerKind; word: string }[] = (Object.keys(words) as DangerKind[]).flatMap((kind) =>
  words[kind].map((word) => ({ kind, word })),
);

const also: Record<DangerKind, Danger['alsoCall']> = { violence: null, fire: '119', injury: '120', threat: null };

/** Traditional characters of the list's words, for those whose input method gives them. */
const simplified: Record<string, string> = {
  殺: '杀',
  綁: '绑',
  搶: '抢',
  槍: '枪',
  奪: '夺',
  傷: '伤',
  強: '强',
  姦: '奸',
  報: '报',
  脅: '胁',
  嚇: '吓',
  隨: '随',
  蹤: '踪',
  闖: '闯',
  圍: '围',
  眾: '众',
  鬧: '闹',
  騙: '骗',
  煙: '烟',
  氣: '气',
  洩: '泄',
  觸: '触',
  電: '电',
  車: '车',
  禍: '祸',
  樓: '楼',
  輕: '轻',
  鬥: '斗',
  毆: '殴',
  彈: '弹',
  關: '关',
};

/** The text as the list is written: no spaces or marks between characters, full-width as half-width, simplified. */
function plain(text: string): string {
  return [...text.normalize('NFKC')]
    .map((letter) => simplified[letter] ?? letter)
    .join('')
    .replace(/[\s\p{P}\p{S}]+/gu, '');
}

/** The first danger in the words of a person, or null. The gravest kind wins: violence, fire, injury, threat. */
export function dangerIn(text: string): Danger | null {
  const clean = harmless.reduce((rest, word) => rest.split(word).join('|'), plain(text));
  const found = danger.filter(({ word }) => clean.includes(word));
  const [gravest] = found;
  return gravest ? { ...gravest, alsoCall: found.map(({ kind }) => also[kind]).find((number) => number !== null) ?? null } : null;
}
