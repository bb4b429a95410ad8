import type { EnterpriseRole, StaffRole } from '../rules/roles';

/** Everyone the demo city can be entered as. */
export type DemoRole = 'citizen' | EnterpriseRole | StaffRole;

export const demoRoleText: Record<DemoRole, string> = {
  citizen: '群众',
  employee: '企业员工',
  principal: '企业负责人',
  officer: '窗口人员',
  guide: '导办员',
  liaison: '警企联络员',
  handler: '承办人',
  unit_head: '单位负责人',
  supervisor: '督办人员',
  administrator: '系统管理员',
  security_administrator: '安全管理员',
  audit_administrator: '审计管理员',
};

/** Words of the local page that stands in for WeChat's sign-in. */
export const chooserText = {
  title: '选择以谁的身份登录',
  notice: '这是本机的微信登录模拟页，不是微信。名单上的人都是虚构的，没有真实个人信息。',
  newcomer: '一位没来过的群众',
  newcomerWords: '没有实名、没有预约，从头走一遍',
  footer: '在真实的微信里，这一步由微信自己完成，不会出现这个页面。',
  badRedirect: '返回地址不对：只能回到本站的页面。请从一窗通的登录按钮重新进入。',
  unknownPerson: '名单上没有这个人。请返回重新选择。',
} as const;

/** Words of the local page that shows the codes of the demonstration's authenticators. */
export const secondFactorText = {
  title: '动态验证码（本机模拟）',
  notice: '这里显示示范人员验证器上的 6 位数字。密钥是公开的，只在本机演示用；真实人员的密钥只在本人手机上。',
  left: (seconds: number) => `还有 ${seconds} 秒换下一组。每组只能用一次。`,
  again: '看最新的一组',
  home: '回到一窗通',
} as const;

/** Words of the local page that stands in for the 12345 platform. */
export const hotlineText = {
  title: '12345 平台（本机模拟）',
  notice: '这是 12345 热线平台的模拟端，工单和人都是虚构的。它按同一套签名协议与一窗通交换工单。',
  push: '推送一件示例工单',
  ways: {
    normal: '正常推送',
    late: '晚到（先等 5 秒）',
    twice: '同一件推送两次',
    out_of_order: '两件颠倒顺序推送',
    stale: '时间过期的签名',
    bad_signature: '签名不对',
  },
  down: '停机：接下来 5 次回 503',
  up: '恢复正常',
  orders: '推送过的工单',
  updates: '收到一窗通的回复',
  noOrders: '还没有工单。点上面的按钮推送第一件。',
  noUpdates: '还没有回复。一窗通受理、联系、办结时会出现在这里。',
  answered: '对方回答',
  unanswered: '没有回答',
} as const;

/** Work orders of synthetic callers that the console sends in turn. */
export const hotlineSamples = [
  {
    category: 'consultation',
    title: '外籍员工工作居留许可怎么续',
    body: '公司一名外籍工程师的工作类居留许可下个月到期，想问要提前多久办、本人是否必须到场、能否在镇街大厅办理。',
    callerName: '林先生',
    callerPhone: '19900000101',
  },
  {
    category: 'safety_guidance',
    title: '厂区门口货车占道，早晚高峰有隐患',
    body: '厂区东门外每天早晚都有货车占道停放，员工骑车只能绕到机动车道，前天险些发生碰撞，希望交警到现场看看怎么整改。',
    callerName: '陈女士',
    callerPhone: '19900000102',
  },
  {
    category: 'handling',
    title: '八十名新员工集体办理居住证',
    body: '公司新招八十名外省员工，分批请假去大厅影响生产，想申请上门集中办理居住证，请告知需要准备的材料和可安排的日期。',
    callerName: '何小姐',
    callerPhone: '19900000103',
  },
  {
    category: 'complaint',
    title: '预约后到场仍等了两个小时',
    body: '按预约时间到大厅办理户口迁入，到场取号后等了两个小时才叫到，现场没有人说明原因，希望核实并改进。',
    callerName: '黄先生',
    callerPhone: '19900000104',
  },
] as const;

/** Words of the page that puts the demonstration's clock forward. */
export const clockText = {
  title: '演示时钟',
  notice: '只在本机演示时有这一页。把服务的时间往后调，就能走到预约那一天：签到、叫号、办结。',
  now: (when: string) => `服务现在的时间：${when}`,
  appointments: '跳到预约时段之前',
  toAppointment: (when: string, minutes: number) => `${when} 前 ${minutes} 分钟`,
  noAppointments: '还没有未办的预约。先以群众身份约一个。',
  others: '其他',
  hourLater: '往后一小时',
  dayLater: '往后一天',
  back: '回到真实时间',
  home: '返回一窗通',
  badInstant: '时间格式不对，请从页面上的按钮选择。',
} as const;
