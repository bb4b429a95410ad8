/** What could not be delivered, by the kind of the outbox's letter. */
const kinds: Readonly<Record<string, string>> = {
  wechat_message: '微信通知',
  hotline_update: '给 12345 的回复',
  appointment_notice: '预约通知',
  file_removal: '删除照片',
};

/** Why, by the refusal that the ports name first in an error (functions/ports/wechat-refusals.ts, hotline.ts). */
const reasons: Readonly<Record<string, string>> = {
  openid_invalid: '微信不认识这个收件人',
  template_invalid: '微信模板编号不对，请核对设置',
  field_invalid: '通知内容不符合微信模板的要求',
  page_invalid: '通知里的页面地址不对',
  too_fast: '微信说发得太快',
  quota_used_up: '微信当天的额度用完了',
  busy: '微信忙',
  misconfigured: '微信的编号、密钥或权限不对，请核对设置',
  token_rejected: '微信不接受我们的凭证，请核对设置',
  not_accepted: '对方不接受我们的签名，请核对密钥和时间',
  replayed: '对方认为是重复发送',
  unknown_order: '对方没有这件工单',
  invalid: '对方认为格式不对',
  not_configured: '没有设置对方的地址或密钥',
  unreachable: '连不上对方',
  no_answer: '对方没有正常回答',
};

export const letterKindWord = (kind: string): string => kinds[kind] ?? '其他消息';

/** The last error in words, with the other side's own number: 对方没有正常回答（503）. The whole of it stands in the outbox and the log. */
export function letterProblem(error: string): string {
  const [refusal = ''] = error.split(/[ :]/, 1);
  const number = /-?\d{3,}|-1/.exec(error)?.[0];
  const words = reasons[refusal] ?? '没有发送成功';
  return number ? `${words}（${number}）` : words;
}
