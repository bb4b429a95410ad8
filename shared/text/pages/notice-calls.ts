import type { CallResult, CallState, NoticeStanding } from '../../rules/notice-call';

/** Words of the list of people to be told by telephone (J1). */
export const callsText = {
  title: '电话告知',
  note: '微信没送达、收件箱也没人看的重要通知，请打电话告诉本人。',
  count: (open: number) => (open === 0 ? '没有要打的电话' : `${open} 位要打电话告知`),
  remind: '用微信收工作通知',
  remindNote: '点一次，多收一条；几条合成一条，夜间不打扰',
  reminded: '已多收一条，需要时再点',
  notReminded: '这里没有开微信通知，收件箱里一条不少',
  which: '看哪些',
  open: '待打电话',
  ended: '已有结果',
  none: '没有要打的电话。通知没送到本人时，会出现在这里。',
  noneEnded: '还没有结果。打过电话，结果会留在这里。',
  phone: '电话',
  said: '通知内容',
  place: '哪里的事',
  tries: '已打',
  triesOf: (made: number, most: number) => (made === 0 ? `还没打过，最多 ${most} 次` : `${made} 次，最多 ${most} 次`),
  triesMade: (made: number) => `${made} 次`,
  before: '最迟',
  lastBy: '经手',
  lastText: '备注',
  reasons: ['电话告知这条通知', '本人要求回电', '核对号码'],
  dial: (phone: string) => `拨打 ${phone}`,
  came: '打完记一下结果',
  remark: '备注（可不填）',
  noName: '没有留姓名',
  toldTitle: '通知到哪了',
} as const;

export const callResultWords: Record<CallResult, string> = { reached: '已告知本人', not_reached: '没人接', wrong_number: '号码不对' };

export const callStateWords: Record<CallState, string> = {
  open: '待打电话',
  reached: '已电话告知',
  not_reached: '多次没人接',
  wrong_number: '号码不对',
  no_number: '没有留电话',
  read: '本人已在收件箱看过',
  lapsed: '事情已过，不用再打',
};

export const noticeStandingWords: Record<NoticeStanding, string> = {
  on_its_way: '微信发送中',
  inbox: '在收件箱，还没看',
  perhaps: '微信可能已收到，收件箱也有',
  wechat: '微信已送达',
  to_call: '待电话告知',
  read: '本人已看',
  called: '已电话告知',
  not_called: '电话没能告知',
};
