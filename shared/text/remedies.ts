import type { AppealGround, RemedyFinding, RemedyStatus } from '../rules/remedy-flow';

export const remedyStatusWords: Record<RemedyStatus, string> = {
  opened: '待联系',
  contacted: '待核实',
  verified: '待处理',
  appealed: '申诉待复核',
  solved: '已解决',
  explained: '已解释说明',
  not_counted: '不计入',
};

export const remedyFindingWords: Record<RemedyFinding, string> = {
  confirmed: '属实',
  partly: '部分属实',
  not_confirmed: '不属实',
};

export const appealGroundWords: Record<AppealGround, string> = {
  false: '内容虚假',
  malicious: '恶意差评',
};

/** Words of the history and of the notices. */
export const remedyText = {
  notReached: (text: string) => `没有联系上：${text}`,
  verified: (finding: RemedyFinding, text: string) => `${remedyFindingWords[finding]}：${text}`,
  explained: (rule: string, text: string) => `依据${rule}：${text}`,
  appealed: (ground: AppealGround, reason: string) => `${appealGroundWords[ground]}：${reason}`,
  reminded: (what: string) => `${what}快到期，已提醒负责人`,
  warnedContact: '联系超期，已提醒',
  warned: '整改超期，已提醒',
  amended: '负责人和期限已确定',
  contact: '联系评价人',
  remedy: '整改',
  unknownDay: '日历公布后确定的日子',
  upheld: '复核同意，不计入',
  refused: '复核不同意，继续整改',
  settled: { solved: '已解决', explained: '已解释说明', not_counted: '经复核不计入' },
} as const;
