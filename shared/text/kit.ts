/** Words of the components that every page shares. */
export const kitText = {
  appName: '一窗通',
  back: '返回',
  elderOn: '长辈版',
  elderOff: '标准版',
  close: '关闭',
  cancel: '取消',
  retry: '再试一次',
  loading: '正在读取',
  why: '为什么问这个',
  because: '为什么要带',
  checkpoints: '收件要点',
  original: '原件',
  copy: '复印件',
  whereToGet: '在哪里办',
  ready: '已备齐',
  notReady: '还没备',
  full: '已约满',
  closed: '不开放',
  today: '今天',
  left: (places: number) => `余 ${places}`,
  remaining: '剩余',
  ended: '已到时',
  showCode: '向工作人员出示,或报下面的号码',
  yourNumber: '您的号码',
  ahead: (people: number) => (people === 0 ? '下一位就是您' : `前面还有 ${people} 位`),
  aboutMinutes: (minutes: number) => `大约 ${minutes} 分钟`,
  addPhoto: '添加照片',
  removePhoto: '删除这张照片',
  photoFailed: '没传上,点这里再传',
  uploading: (percent: number) => `正在上传 ${percent}%`,
  photosLeft: (count: number) => `还可以加 ${count} 张`,
  clear: '清空',
  required: '必填',
  optional: '选填',
  promised: '承诺办结',
  asOf: (when: string) => `这是 ${when} 的内容,当前没有连上网`,
  stepOf: (at: number, of: number) => `第 ${at} 步,共 ${of} 步`,
  offline: '没有连上网。您填的内容还在,连上网后再试一次。',
  signIn: '用微信登录',
  signInFirst: '登录后才能看到您自己的办事记录。',
  signInFailed: '没有登录成功。请再试一次。',
} as const;

const two = (number: number) => String(number).padStart(2, '0');

/** Seconds left as `9:05`; an hour or more as `1:09:05`. */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
