import type { DataCategory, DataPurpose, Keeping } from '../rules/personal-data';

/** What each sort of data is called. */
export const categoryWords: Record<DataCategory, string> = {
  name: '姓名',
  document: '证件种类和号码',
  birth: '出生日期',
  phone: '电话号码',
  address: '地址',
  place: '位置坐标',
  person: '人员编号',
  words: '自己写的话和办理意见',
  answers: '问答和表格的内容',
  photo: '照片',
  sign_in: '登录凭据',
  standing: '绿色通道、亲属关系和预约资格',
  rating: '评价',
};

/** What each table is for. */
export const purposeWords: Record<DataPurpose, string> = {
  identity: '确认是本人',
  signing_in: '登录',
  preparing: '准备材料和表格',
  visiting: '预约、排队和办理',
  requesting: '办理诉求',
  asking: '回答提问',
  complaining: '处理投诉建议',
  telling: '通知',
  rating: '评价、回访和整改',
  relatives: '替家人办理',
  enterprise: '企业登记和名单',
  bureau: '单位和岗位',
  proving: '留痕和追责',
  running: '系统运行',
};

/** How long, in words. */
export const keepingWords: Record<Keeping, string> = {
  account: '账号在就保存',
  session: '登录失效或退出后再保存一段时间',
  notice: '发出后保存一段时间',
  letter: '有结果后保存一段时间',
  unused: '过期或结束后再保存一段时间',
  receipt: '收到后保存一段时间',
  record: '办完后保存一段时间，到期去掉是谁、说了什么',
  enterprise: '企业在册期间',
  service: '工作人员履职记录，在职期间及追责所需',
  audit: '审计记录：等级保护三级要求至少保存 6 个月；系统不自动删除',
  checklist: '清单过期即删除',
  week: '7 天',
  minutes: '几分钟到一天',
  none: '没有个人信息',
};

/** How long with its number: of the setting, in its own unit; null where no period runs. */
export function keptText(keep: Keeping, period: number | null): string {
  const counted: Partial<Record<Keeping, string>> = {
    session: `登录失效或退出后 ${period} 天`,
    notice: `发出后 ${period} 天`,
    letter: `有结果后 ${period} 天`,
    unused: `过期或结束后 ${period} 天`,
    receipt: `收到后 ${period} 天`,
    record: `办完后 ${period} 年，到期去掉是谁、说了什么`,
  };
  return (period === null ? undefined : counted[keep]) ?? keepingWords[keep];
}
