import type { OccasionState } from '../../rules/rating';

/** Words of taking a rating down by telephone. */
export const ratingDeskText = {
  title: '记下评价',
  entry: '记下来电人的评价',
  ask: (name: string | null) => `请照${name ?? '来电人'}说的选，不替对方选。评价自愿，不想评就不记。被评的人看不到是谁评的。`,
  take: '记下评价',
  skip: '不想评',
  done: '评价已记下。不满意的已交给单位负责人，限期处理。',
  states: {
    not_yet: '还没有到可以评价的时间。',
    open: '可以评价',
    rated: '已经评过，每次服务只评一次。',
    not_rated: '评价时间已过，没有评价。',
  } satisfies Record<OccasionState, string>,
  back: '返回',
} as const;
