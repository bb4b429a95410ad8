import type { GuideEnding, GuideSide } from '../../rules/guide-session';

/** Words of 请导办员帮忙: one interview or form on the phone of a citizen and of a guide. */
export const guidingText = {
  ask: '请导办员帮忙',
  askNote: '把 6 位数字给大厅的导办员，两部手机一起填。',
  signInWhy: '登录后才能请导办员一起填，填的都算在您名下。',
  agree: '我同意，取导办码',
  consentTitle: '取码前请看一下',
  code: '导办码',
  codeNote: '请导办员在他的手机上输入这 6 位数字。',
  codeLeft: '还有效',
  another: '重新取码',
  codeOver: '这个导办码已过期，没有人用过。',
  codeUsedOnce: '您有一个导办码正在等导办员。数字只在取码时显示一次，看不到了请重新取码。',

  join: '协助填写',
  joinHow: '请群众在问答或表格页点“请导办员帮忙”，把 6 位数字报给您。',
  typed: '6 位导办码',
  guidesOnly: '只有导办员可以用导办码协助群众。',
  open: '开始协助',

  withGuide: (name: string) => `导办员${name}正在和您一起填`,
  withCitizen: '您正在协助群众填写，对方能看到您填的每一处',
  left: '自动结束',
  end: '结束导办',
  endHelp: '结束协助',
  endLoses: (side: GuideSide) =>
    side === 'citizen' ? '结束后导办员马上看不到您的内容，填过的都留在您手机上。' : '结束后您看不到这份内容，群众可以接着自己填。',
  given: '已经答的',
  byGuide: '导办员填的',
  known: '来自实名信息，不显示内容',
  onward: '回到没答的题',
  allAnswered: '问题都答完了。',
  citizenMakes: '请群众在自己的手机上生成清单。',
  make: '生成我的材料清单',
  makeNote: '请看一遍上面的回答，没有错再生成。',
  fieldsTitle: '要填的',
  privateForGuide: '只能由群众在自己的手机上填',
  privateEmpty: '群众还没有填',
  toForm: '结束导办，回去检查提交',
  toFormNote: '导办员不能替您提交。',
  citizenSubmits: '请群众在自己的手机上检查并提交。',
  filled: '表格已提交，不能一起改了。',
  keepMine: '改成我填的',
  quickerAnswer: (question: string, answer: string) => `对方刚答了“${question}”：${answer}`,
  quickerField: (label: string, value: string) => `对方刚改了“${label}”：${value}`,
  yours: (value: string) => `您填的是：${value}`,
  empty: '未填',
  over: '导办已结束',
  goOn: '接着填',
  gone: '这次协助已经结束，看不到内容了。',
  nextHelp: '协助下一位',
  lost: '连不上网，正在重试。显示的可能不是最新的。',
} as const;

/** What is consented to: version `guideConsentVersion` of shared/rules/guide-session.ts. Other words are another version. */
export const guideConsentLines = (minutes: number): string[] => [
  '导办员会在他的手机上看到您这一份问答或表格，也能和您一起填；谁填了哪一处会留下记录。',
  '证件号码和手机号只显示一部分，只能由您自己填。',
  '导办员不能替您生成清单、提交或预约，都要您自己点。',
  `您可以随时结束，最长 ${minutes} 分钟自动结束，之后他什么也看不到。`,
];

/** Why it is over, for the citizen. */
export const guideEndingWords: Record<GuideEnding, string> = {
  citizen: '您已结束导办。',
  guide: '导办员已结束协助。',
  sign_out: '有一方退出了登录，导办已结束。',
  time: '时间到了，导办自动结束。',
  replaced: '开始了新的导办，这一次已结束。',
  finished: '已经完成，导办随之结束。',
};
