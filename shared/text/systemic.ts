import type { SystemicAction, SystemicStatus } from '../rules/systemic-flow';

export const systemicStatusWords: Record<SystemicStatus, string> = { open: '统一解决中', solved: '已统一解决', dropped: '不再统一处理' };

/** Verbs on buttons. */
export const systemicActionWords: Record<SystemicAction, string> = {
  add: '纳入',
  takeOut: '移出',
  amend: '改负责人或日期',
  solve: '已解决，告知全部企业',
  drop: '不作同类问题处理',
};

/** Lines on a request's timeline, which its requester reads. */
export const systemicText = {
  joined: (f: { title: string; unit: string; owner: string; day: string }) =>
    `与其他企业的诉求是同一类问题“${f.title}”，由${f.unit}${f.owner}统一解决，预计${f.day}前有结果。这一件照常办理。`,
  left: (title: string, reason: string) => `不再并入同类问题“${title}”：${reason}。这一件照常办理。`,
  amended: (f: { title: string; unit: string; owner: string; day: string }, reason: string) =>
    `同类问题“${f.title}”现由${f.unit}${f.owner}负责，预计${f.day}前有结果：${reason}`,
  solved: (title: string, text: string) => `同类问题“${title}”已解决：${text}`,
} as const;
