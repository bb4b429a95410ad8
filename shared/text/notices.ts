/** Notices to people: every kind, its title and its sentence. The WeChat template of a kind is a setting of the bureau. */
export const noticeKinds = [
  'appointment_booked',
  'appointment_confirmed',
  'appointment_declined',
  'appointment_moved',
  'appointment_cancelled',
  'ticket_called',
  'appointment_fulfilled',
  'appointment_extra_wanted',
  'appointment_list_changed',
  'checklist_changed',
  'case_received',
  'case_contacted',
  'case_accepted',
  'case_materials_wanted',
  'case_completed',
  'case_declined',
  'staff_case_assigned',
  'staff_case_disputed',
  'staff_case_supplied',
  'staff_case_withdrawn',
  'staff_appointment_booked',
  'staff_extra_settled',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

type Words = { title: string; body: (facts: Record<string, string>) => string };

/** Facts are: item, hall, when, code, counter, number, reason, owner, due, unit, from, changes, material, outcome, reply. A kind names only what it is given. */
export const noticeWords: Record<NoticeKind, Words> = {
  appointment_booked: { title: '预约已提交', body: (f) => `${f.item}，${f.when}，${f.hall}。窗口确认后会再通知您。` },
  appointment_confirmed: { title: '预约已确认', body: (f) => `${f.item}，${f.when}，${f.hall}。请带齐清单上的材料，到厅后出示预约码 ${f.code}。` },
  appointment_declined: { title: '预约未能安排', body: (f) => `${f.item}，${f.when}。原因：${f.reason}。您可以另选时间，或到办件大厅现场取号。` },
  appointment_moved: { title: '预约时间已变更', body: (f) => `${f.item}，新的时间是${f.when}，${f.hall}。` },
  appointment_cancelled: { title: '预约已取消', body: (f) => `${f.item}，${f.when}，${f.hall}。需要时可以重新预约。` },
  ticket_called: { title: '请到窗口办理', body: (f) => `${f.number} 号，请到 ${f.counter} 号窗口。` },
  appointment_fulfilled: { title: '业务已办结', body: (f) => `${f.item}在${f.hall}办结。如愿意，请评价这次服务。` },
  appointment_extra_wanted: {
    title: '窗口还需要一样材料',
    body: (f) => `${f.item}，还需要${f.material}。理由：${f.reason}。清单上没有这一样，已记录并交事项主管部门核对。`,
  },
  appointment_list_changed: {
    title: '要带的材料有变化',
    body: (f) => `${f.item}，${f.when}。${f.from}起按新规定：${f.changes}。预约不变，请打开预约核对。`,
  },
  checklist_changed: { title: '材料清单有变化', body: (f) => `${f.item}，${f.from}起按新规定：${f.changes}。请打开清单核对。` },
  case_received: { title: '诉求已收到', body: (f) => `${f.number} 由${f.unit}${f.owner}负责，将在 24 小时内与您联系。` },
  case_contacted: { title: '联络员已与您联系', body: (f) => `${f.number} 已记录首次联系，办理期限为${f.due}。` },
  case_accepted: { title: '诉求正在办理', body: (f) => `${f.number} 由${f.unit}${f.owner}承办，办理期限为${f.due}。` },
  case_materials_wanted: { title: '请补充材料', body: (f) => `${f.number} 需要您补充：${f.reason}。补充前办理时间暂停计算。` },
  case_completed: { title: '诉求已办结', body: (f) => `${f.number} 已办结。若问题没有解决,10 天内可以一键反馈；也请评价这次服务。` },
  case_declined: { title: '诉求未能受理', body: (f) => `${f.number} 未能受理。原因：${f.reason}。` },
  staff_case_assigned: { title: '有新的诉求', body: (f) => `${f.number}“${f.title}”由您负责，期限为${f.due}。` },
  staff_case_disputed: { title: '企业反馈未解决', body: (f) => `${f.number}“${f.title}”已重新打开，期限为${f.due}。` },
  staff_case_supplied: { title: '企业已补充材料', body: (f) => `${f.number}“${f.title}”继续办理，期限为${f.due}。` },
  staff_case_withdrawn: { title: '企业已撤回诉求', body: (f) => `${f.number}“${f.title}”已由企业撤回，不用再办。` },
  staff_appointment_booked: { title: '有新的预约待确认', body: (f) => `${f.item}，${f.when}。` },
  staff_extra_settled: { title: '清单外材料已答复', body: (f) => `${f.item}“${f.material}”：${f.outcome}。${f.reply}` },
};
