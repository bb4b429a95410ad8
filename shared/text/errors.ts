import type { ErrorCode } from '../contract/errors';

/** One sentence for people per refusal: what happened and what to do next. */
export const errorWords: Record<ErrorCode, string> = {
  bad_json: '提交的内容不完整，请返回上一页重新提交。',
  invalid_input: '有内容填写不符合要求，请按提示修改后再提交。',
  idempotency_key_missing: '这次提交缺少编号，请更新小程序后重试。',
  sign_in_required: '请先登录再继续。',
  session_expired: '登录已过期，请重新登录。',
  not_found: '没有找到您要的内容，请返回列表重新选择。',
  method_not_allowed: '这个地址不接受这种请求，请更新小程序后重试。',
  still_running: '上一次提交还在处理，请稍等几秒再看结果。',
  too_large: '提交的内容过大，请精简文字或减少图片后重试。',
  wrong_content_type: '提交的格式不对，请更新小程序后重试。',
  idempotency_key_reused: '这次提交与之前的内容不一致，请返回上一页重新提交。',
  too_many_requests: '操作太频繁，请过一分钟再试。',
  internal: '这一步没有办成，内容没有丢失，请稍后重试；急事请拨打辖区服务电话。',
  unavailable: '服务正在恢复，请稍后重试；急事请拨打辖区服务电话。',

  code_invalid: '微信登录凭证已失效，请重新点一次登录。',
  wechat_unavailable: '微信服务暂时没有应答，请稍后重试。',
  phone_code_invalid: '手机号授权已失效，请重新点一次按钮，或手动输入手机号。',
  real_name_mismatch: '姓名与证件号码核验不一致，请核对后重新填写。',
  real_name_unavailable: '实名核验服务暂时没有应答，请稍后重试，或带证件到大厅办理。',
  real_name_required: '预约需要实名，请先填写姓名和证件号码。',
  real_name_taken: '这个证件号码已绑定另一个微信。如不是您本人操作，请带证件到大厅核实。',
  role_required: '这个页面仅供相应岗位使用，请换用工作账号登录。',

  answers_incomplete: '还有问题没有回答，请答完后再生成清单。',
  answers_invalid: '有回答与当前题目不符，请重新选择。',
  situation_refused: '按您的情况这件事暂不能预约办理，请看清单上的说明和其他办法。',
  checklist_expired: '这份清单已过有效期，请重新回答几个问题生成新的清单。',

  form_changed: '另一部手机上改过这份表格，请选用哪一份。',
  form_closed: '您已到窗口，表格不能再改。要改的地方请当面告诉工作人员。',
  form_incomplete: '还有几栏没填好，请按提示改好再提交。',

  slot_full: '这个时段刚被约满，请选其他时段。',
  slot_past: '这个时段已经开始，请选之后的时段。',
  hold_expired: '为您保留的名额已到时间，请重新选择时段。',
  already_booked: '您已约过这件事。可在“我的预约”里改时间或取消后再约。',
  too_many_live: '您已有两个未办的预约，请先办完或取消一个再约。',
  online_booking_blocked: '因两次爽约，网上预约暂停 30 天。您仍可到大厅现场取号。',
  too_late: '时段已经开始，不能再改。请联系大厅，或到现场取号。',
  already_on_list: '清单上已有这一样，或已经另要过，请直接核对，不用再要一次。',
  wrong_state: '这一步已经变化，请刷新后按最新状态操作。',
  wrong_day: '只能在预约当天、时段前 60 分钟起签到，请核对日期和时间。',
  wrong_hall: '这个大厅不办理这件事，请改选其他大厅。',
  queue_empty: '现在没有等候的号，有人签到后会出现在这里。',
  materials_unticked: '还有材料没有核对，请逐项勾选或登记缺件后再办结。',

  day_not_allowed: '日期不能晚于今天，也不能早于上一步的日期，请改日期后再提交。',
  tier_missing: '这家企业还没有服务层级，请选定服务层级后再备案。',

  enterprise_required: '请选择您所在的企业；还没有加入企业的，请企业负责人邀请您。',
  evidence_required: '请写明办理结果和依据后再办结。',
  deadline_passed: '已超过 10 天反馈期，请重新提交一件诉求，我们会关联原件。',
  calendar_unknown: '期限超出已公布的工作日历，请联系管理员更新日历后重试。',

  already_rated: '这次服务您已评价过，感谢您的反馈。',

  signature_invalid: '签名核验未通过，请检查密钥与时间后重发。',
  replayed: '这条消息已收到过，不会重复处理。',
};
