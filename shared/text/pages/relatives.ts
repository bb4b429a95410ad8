import type { ConsentGiver } from '../../rules/relatives';

/** Words of 我的家人. */
export const relativesText = {
  title: '我的家人',
  note: '替老人、孩子预约和填表',
  signInWhy: '登录后可以添加家人，替他们预约。',
  none: '还没有添加家人。添加后，预约时可以选给谁办。',
  mine: '可以替他们办',
  count: (count: number, most: number) => `已添加 ${count} 位，最多 ${most} 位`,
  bookers: '谁可以替我办',
  bookerSince: (when: string) => `您在 ${when}同意`,
  add: '添加家人',
  full: (most: number) => `已添加 ${most} 位，到上限了。移出一位后可以再添加。`,
  ownFirst: '添加家人前，请先在“我的”里核验您本人的身份。',
  toMe: '去核验',
  relation: '是您的什么人',
  giver: '由谁同意',
  addWhy: '照家人的证件填写，核验通过后就能替他预约。',
  save: '核验并添加',
  relationMissing: '请选择他是您的什么人。',
  consented: (giver: string, when: string) => `${giver} · ${when}`,
  number: '证件号码',
  born: '出生日期',
  green: '绿色通道',
  consent: '同意',
  remove: '移出家人',
  removeLoses: '移出后不能再替他预约。需要时可以重新添加，要再核验、再同意一次。',
  withdraw: '撤销同意',
  withdrawLoses: '撤销后，这个人不能再替您预约，也看不到替您约的。已约好的仍是您的，由您自己管理。',
  keep: '不移出',
  keepConsent: '不撤销',
} as const;

/** What is consented to, by who gives it: version `relativeConsentVersion` of shared/rules/relatives.ts. Other words are another version. */
export const relativeConsentWords: Record<ConsentGiver, string> = {
  relative: '家人本人同意由我核验其身份、代为预约和填表。证件号码加密保存，本人可随时撤销。',
  guardian: '我是孩子的监护人，同意核验孩子的身份、代为预约和填表。证件号码加密保存，可随时移出。',
};

export const consentGiverWords: Record<ConsentGiver, string> = { relative: '本人同意', guardian: '监护人同意' };
