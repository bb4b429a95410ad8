import type { ComplaintEvent, ComplaintKind, ComplaintStatus } from '../rules/complaint-flow';

/** F5, F6: kinds, states and steps, the same words on both sides. */
export const complaintKindWords: Record<ComplaintKind, string> = {
  service: '对服务不满意',
  enforcement: '对执法不满意',
  suggestion: '提个建议',
  not_done: '办不成事',
};

export const complaintStatusWords: Record<ComplaintStatus, string> = {
  filed: '等人接手',
  taken: '有人在办',
  answered: '已答复',
  withdrawn: '已撤回',
};

export const complaintEventWords: Record<ComplaintEvent, string> = { file: '提交', take: '接手', answer: '答复', withdraw: '撤回' };
