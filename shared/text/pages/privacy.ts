import type { ConsentAct, ConsentPurpose } from '../../rules/consents';

/** Words of the privacy notice's page, of 我的同意, and of the question before a first collection. */
export const privacyText = {
  title: '隐私保护说明',
  entry: '处理哪些信息、为什么、保存多久，不登录也能看',
  asked: '先看说明，再决定',
  agree: '同意并继续',
  refuse: '不同意',
  whole: '看全文',
  reading: '正在打开说明',
  again: '再试一次',
  unread: '说明没能打开，请检查网络后再试一次。',
  version: (version: string, since: string) => `第 ${version} 版，${since} 起`,
  notNow: '这是以前的版本，现在用的是新版。',
  newest: '看现在的版本',
  versions: '各个版本',
  versionWord: (version: string) => `第 ${version} 版`,
  without: '不同意会怎样',
  mine: '我的同意',
  mineEntry: '同意过什么、哪一版、什么时候，可以撤回',
  mineNote: '每一项分开同意，也可以分开撤回。',
  mineSignIn: '登录后可以看到您同意过什么。',
  holds: '已同意',
  outdated: '有新版本，等您再看',
  none: '没有同意',
  withdrawn: '已撤回',
  look: '看说明',
  give: '同意',
  withdraw: '撤回同意',
  withdrawAsk: '要撤回同意吗？',
  withdrawYes: '撤回同意',
  withdrawNo: '不撤回',
  withdrawLaw: '撤回前已经办的不受影响；约好的、提交了的仍然有效，要取消请在原来的页面取消。',
  erase: '要删除已经保存的信息，去“我的信息”',
  relatives: '替家人办理的同意，在“我的家人”里',
  step: (act: string, version: string) => `${act}第 ${version} 版`,
} as const;

export const consentActWords: Record<ConsentAct, string> = { give: '同意', withdraw: '撤回' };

/** What each consent is called, and what stops when it is taken back. */
export const consentNames: Record<ConsentPurpose, string> = { notice: '隐私保护说明', identity: '证件号码和住址' };
export const withoutConsent: Record<ConsentPurpose, string> = {
  notice: '撤回后还能看已有的记录、取消预约、撤回诉求和删除信息；新的预约、诉求和提问要重新同意才能提交。',
  identity: '撤回后不能在网上实名、预填表格和添加家人，要重新同意才行。看指南、做清单不受影响，也可以带证件到大厅办理。',
};
