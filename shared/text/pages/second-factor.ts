import { shanghaiClock } from '../../rules/shanghai';

/** Words of binding a work account and of the second factor. */
export const bindText = {
  title: '绑定工作微信',
  note: '绑定后，这个微信按岗位办理公务',
  why: '请用工作微信登录，再输入绑定码。',
  how: '绑定码由管理员生成，24 小时内有效，只能用一次。请当面或打电话核对后再输入。',
  code: '绑定码',
  codeHint: '8 位字母和数字',
  bind: '绑定这个微信',
  toBind: '我有绑定码',
} as const;

export const secondFactorText = {
  title: '动态验证码',
  passWhy: '您的岗位需要验证码。打开手机上的验证器，输入“一窗通”下的 6 位数字。',
  code: '6 位数字',
  codeHint: '每 30 秒换一组，每组只能用一次',
  pass: '验证',
  lost: '验证器不在身边',
  recoveryWhy: '输入启用时保存的恢复码，每个只能用一次。恢复码也没有的，请联系安全管理员重置。',
  recovery: '恢复码',
  recoveryHint: '10 位字母和数字',
  withCode: '改用 6 位数字',
  until: (instant: string) => `${shanghaiClock(instant)} 后可以再试。`,

  enrolWhy: '您的岗位需要动态验证码，第一次使用请先启用。',
  steps: ['在手机上安装任一验证器应用', '在验证器里扫下面的二维码，或复制密钥粘贴', '把验证器显示的 6 位数字输入下面'],
  start: '开始启用',
  secret: '密钥',
  copy: '复制密钥',
  copied: '密钥已复制，请粘贴到验证器。',
  enrol: '启用',

  codesTitle: '请保存恢复码',
  codesWhy: '验证器丢失时，用其中一个代替 6 位数字，每个只能用一次。请抄下或保存到安全的地方，离开这一页后不再显示。',
  copyCodes: '复制全部恢复码',
  codesCopied: '恢复码已复制，请保存到安全的地方。',
  saved: '已保存，继续',
} as const;
