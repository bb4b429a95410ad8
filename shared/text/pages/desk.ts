import type { CaseAction, CaseOutcome, CaseStatus } from '../../rules/case-flow';

/** Steps at the desk that need words or a choice before they are sent. */
export type DeskStep = Extract<CaseAction, 'contact' | 'assign' | 'askForMaterials' | 'note' | 'complete' | 'decline'>;

/** Words of the pages of liaison officers, handlers and heads. */
export const deskText = {
  list: '办件',
  scopes: { mine: '我的', unit: '本单位', finished: '已结束' },
  noneMine: '没有在手的办件。分给您的、您联络的企业提交的，会出现在这里。',
  noneUnit: '本单位没有在办的办件。',
  noneFinished: '还没有结束的办件。',
  toUnit: '看本单位办件',

  detail: '办件',
  requester: '诉求人',
  phone: '电话',
  call: '打电话给诉求人',
  maskedPhone: '号码仅负责人和联络员可见全号。',
  owner: '负责人',
  liaison: '联络员',
  unit: '单位',
  others: '其他操作',
  internal: '仅内部可见',
  acceptNote: '由您负责办到底',

  willSee: '发出后，诉求人会看到',
  wontSee: '仅内部可见，诉求人看不到',
  chooseHandler: '交给谁办',
  noHandlers: '本单位没有登记承办人，请管理员先登记。',
  chooseOutcome: '办理结果',
  quick: '常用语，点一下填入',
  tooShort: (least: number) => `请写清楚，至少 ${least} 个字。`,
  chooseFirst: '先选一项。',
} as const;

/** The field of each step, what it asks, and phrases that fill it with one tap. */
export const deskSteps: Record<DeskStep, { label: string; placeholder: string; send: string; quick: readonly string[] }> = {
  contact: {
    label: '联系情况',
    placeholder: '什么方式、和谁、说了什么',
    send: '登记联系',
    quick: ['已电话联系，核实了诉求，说明了办理流程和期限。', '已电话联系，约定上门了解情况。', '已微信联系，请对方先准备材料。'],
  },
  assign: { label: '交给谁办', placeholder: '', send: '指定承办人', quick: [] },
  askForMaterials: {
    label: '需要补充什么',
    placeholder: '写清名称、份数、原件还是复印件、怎么交',
    send: '请企业补充',
    quick: ['请补充营业执照复印件 1 份，加盖公章。', '请补充员工名单（姓名、证件号码、入职日期）。', '请补充现场照片和具体位置。'],
  },
  note: { label: '内部备注', placeholder: '写给同事看的', send: '存为内部备注', quick: [] },
  complete: { label: '结果和依据', placeholder: '做了什么、结果怎样、依据是什么', send: '办结', quick: [] },
  decline: {
    label: '原因和去处',
    placeholder: '为什么不归公安机关办，应当找哪里',
    send: '不予受理',
    quick: ['这件事不属于公安机关职责，请向', '这件事正在司法程序中，请依照法定途径'],
  },
};

/** Beginnings for the words of an outcome. */
export const outcomeStarts: Record<CaseOutcome, readonly string[]> = {
  settled: ['已按您的诉求办理完毕：', '已到现场处理，情况如下：', '已答复您的咨询：'],
  beyond_policy: ['按照现行规定不能办理，依据是', '可以改用下面的办法：'],
  needs_coordination: ['需要与有关部门协调，由我单位继续跟进，下次答复时间为'],
};

/** What the desk should do next, by status. */
export const deskNext: Record<CaseStatus, string> = {
  submitted: '24 小时内联系诉求人。',
  contacted: '已联系，等受理。',
  accepted: '办理并办结，写明结果和依据。',
  awaiting_materials: '等企业补充材料，办理时间暂停。',
  on_hold: '等外部单位答复，办理时间暂停。',
  awaiting_sign_off: '答复已提交，等督办签发后发给诉求人。',
  completed: '已办结。诉求人 10 天内可以反馈没有解决。',
  declined: '已告知不予受理。',
  withdrawn: '诉求人已撤回。',
};

/** Words of the board of clocks. */
export const boardText = {
  title: '督办看板',
  counts: { overdue: '已超期', dueSoon: '快到期', running: '正常', paused: '暂停' },
  byUnit: '各单位在办',
  ofThem: (overdue: number) => `，其中超期 ${overdue}`,
  unit: '件',
  behind: '超期和快到期的',
  none: '没有超期和快到期的办件。',
  noneAtAll: '辖区内没有在办的办件。企业提交诉求后，期限会显示在这里。',
} as const;

/** Words of the administrator's page. */
export const operationsText = {
  title: '运行',
  note: '发不出去的消息会停在这里，等人处理。',
  pending: '待发送',
  undelivered: '未送达',
  amount: (count: number) => `${count} 条`,
  none: '没有未送达的消息。',
  attempts: (count: number) => `试过 ${count} 次`,
  noReason: '没有记下原因',
  retry: '重发',
} as const;
