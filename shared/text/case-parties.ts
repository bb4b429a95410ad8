import type { TellingWay } from '../rules/taken-down';

/** Names for the parties of a case on its timeline. */
/** What staff took down for somebody without a phone of ours, and how it was told. */
export const tellingWayWords: Record<TellingWay, string> = { phone: '电话告知', window: '当面告知', visit: '上门告知', wechat_group: '微信群告知' };
export const takenDownText = (way: TellingWay, text: string): string => `${tellingWayWords[way]}：${text}`;

export const casePartyWords = {
  /** The one who looks, for the own acts. */
  you: '您',
  /** What time brought about. */
  system: '系统',
  /** D11: answers to matters of the through train. */
  municipalGovernment: '市人民政府',
  /** A requester whose name is not known. */
  requester: '诉求人',
  /** Owner of a case who holds no role at its unit: 首接负责. */
  firstReceiver: '首接责任人',
} as const;
