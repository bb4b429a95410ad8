import type { CaseOutcome, OwnAction } from '../../rules/case-flow';

/** Steps at the desk that need words or a choice before they are sent; the others are one tap. */
export type DeskStep = Exclude<OwnAction, 'accept' | 'acceptReferral' | 'signOff' | 'supply' | 'withdraw' | 'dispute'>;

/** The field of each step, the fewest characters it takes, what it asks, and phrases that fill it with one tap. */
export const deskSteps: Record<DeskStep, { label: string; least: number; placeholder: string; send: string; quick: readonly string[] }> = {
  contact: {
    least: 2,
    label: '联系情况',
    placeholder: '什么方式、和谁、说了什么',
    send: '登记联系',
    quick: ['已电话联系，核实了诉求，说明了办理流程和期限。', '已电话联系，约定上门了解情况。', '已微信联系，请对方先准备材料。'],
  },
  assign: { least: 0, label: '交给谁办', placeholder: '', send: '指定承办人', quick: [] },
  askForMaterials: {
    least: 2,
    label: '需要补充什么',
    placeholder: '写清名称、份数、原件还是复印件、怎么交',
    send: '请企业补充',
    quick: ['请补充营业执照复印件 1 份，加盖公章。', '请补充员工名单（姓名、证件号码、入职日期）。', '请补充现场照片和具体位置。'],
  },
  supplyFor: {
    least: 2,
    label: '补充了什么',
    placeholder: '照诉求人说的写，材料名称、份数、在谁手上',
    send: '登记补充，恢复计时',
    quick: ['材料已交到窗口，核对无误。', '口头补充了具体位置和时间：'],
  },
  note: { least: 1, label: '内部备注', placeholder: '写给同事看的', send: '存为内部备注', quick: [] },
  complete: { least: 5, label: '结果和依据', placeholder: '做了什么、结果怎样、依据是什么', send: '办结', quick: [] },
  decline: {
    least: 5,
    label: '原因和去处',
    placeholder: '为什么不归公安机关办，应当找哪里',
    send: '不予受理',
    quick: ['这件事不属于公安机关职责，请向', '这件事正在司法程序中，请依照法定途径'],
  },
  classify: {
    label: '理由',
    least: 5,
    placeholder: '为什么需要更长时间，企业会看到',
    send: '改定类别',
    quick: ['涉及多个单位，需要现场核实。', '需要专家或机构鉴定。'],
  },
  hold: {
    label: '等哪个单位、为什么',
    least: 5,
    placeholder: '企业会看到，写清等谁、等什么',
    send: '暂停计时',
    quick: ['等供电部门出具意见。', '等住建部门核查结果。'],
  },
  resume: { label: '对方怎么答复的', least: 2, placeholder: '结果和下一步', send: '恢复办理', quick: ['对方已回函，继续办理。'] },
  refer: {
    label: '转办理由',
    least: 5,
    placeholder: '为什么归对方办，企业会看到',
    send: '转办',
    quick: ['事发地点在对方辖区。', '该事项由对方负责办理。'],
  },
  returnReferral: {
    label: '退回理由',
    least: 5,
    placeholder: '为什么不归本单位办',
    send: '退回',
    quick: ['事发地点不在本单位辖区。', '该事项不属本单位职责。'],
  },
  direct: { label: '裁定理由', least: 5, placeholder: '企业会看到', send: '裁定', quick: ['由首接单位办理。', '由事发地单位办理。'] },
  askAssistance: { label: '请对方做什么', least: 5, placeholder: '问题、要什么材料', send: '请求协办', quick: [] },
  answerAssistance: { label: '答复', least: 2, placeholder: '核实的情况和依据', send: '答复协办', quick: [] },
  askExtension: {
    label: '延期理由',
    least: 5,
    placeholder: '为什么不能按期办结',
    send: '申请延期',
    quick: ['现场核实需要更长时间。', '需要有关单位配合，尚未回复。'],
  },
  grantExtension: { label: '意见', least: 2, placeholder: '企业会看到', send: '批准延期', quick: ['情况属实，同意延期。'] },
  refuseExtension: { label: '理由', least: 2, placeholder: '为什么不同意', send: '不批准', quick: ['请按期办结。'] },
  submitAnswer: { label: '答复和依据', least: 5, placeholder: '做了什么、结果怎样、依据是什么', send: '提交签发', quick: [] },
  sendBack: { label: '修改意见', least: 5, placeholder: '哪里要改', send: '退回修改', quick: ['请写明完成时间。', '请补充依据。'] },
};

/** Steps that nobody outside the police sees (D14). */
export const internalSteps: ReadonlySet<DeskStep> = new Set<DeskStep>([
  'note',
  'returnReferral',
  'askAssistance',
  'answerAssistance',
  'askExtension',
  'refuseExtension',
  'submitAnswer',
  'sendBack',
]);

/** Beginnings for the words of an outcome. */
export const outcomeStarts: Record<CaseOutcome, readonly string[]> = {
  settled: ['已按您的诉求办理完毕：', '已到现场处理，情况如下：', '已答复您的咨询：'],
  beyond_policy: ['按照现行规定不能办理，依据是', '可以改用下面的办法：'],
  needs_coordination: ['需要与有关部门协调，由我单位继续跟进，下次答复时间为'],
};
