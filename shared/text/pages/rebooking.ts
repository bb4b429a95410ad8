import type { RebookingState } from '../../rules/rebooking';

/** Words on a booking whose place its hall has taken away. */
export const rebookingText = {
  title: '原时段不开放',
  why: (reason: string) => `原因：${reason}。`,
  kept: (when: string, until: string) => `已为您留好 ${when}，保留到${until}。`,
  accept: '接受新时间',
  other: '另选时间',
  lapsed: '为您留的名额已到期。请另选时间，或取消预约后到办件大厅现场取号。',
  none: '附近暂没有同样的名额。请另选时间，或取消预约后到办件大厅现场取号。',
  hits: '受影响的预约',
  open: (count: number) => (count > 0 ? `${count} 人还没有答复` : '都已答复'),
  was: (when: string) => `原定${when}`,
  offered: (when: string) => `已留${when}`,
} as const;

export const rebookingStateWords: Record<RebookingState, string> = {
  offered: '未答复',
  lapsed: '逾期未答复',
  none: '无同等名额',
  accepted: '已接受',
  moved: '已另选时间',
  cancelled: '已取消',
  kept: '恢复原时段',
  closed: '未答复，已取消',
};
