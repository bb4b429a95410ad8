import type { ConsultationStatus } from '../rules/consultation-flow';

/** F1: the states of a question, the same word on both sides. */
export const consultationStatusWords: Record<ConsultationStatus, string> = {
  asked: '等答复',
  answered: '已答复',
  closed: '已结束',
};
