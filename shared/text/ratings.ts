import type { RatingLevel, RatingReason } from '../rules/rating';

/** The five levels as GB/T 39735-2020 names them. */
export const ratingLevelWords: Record<RatingLevel, string> = {
  5: '非常满意',
  4: '满意',
  3: '基本满意',
  2: '不满意',
  1: '非常不满意',
};

export const ratingReasonWords: Record<RatingReason, string> = {
  fast: '办得快',
  clear_guide: '指引清楚',
  easy: '操作方便',
  kind: '态度好',
  skilled: '业务熟练',
  one_trip: '跑一次就办成',
  as_promised: '按承诺时间办结',
  acceptable: '总体还可以',
  slow: '等得久',
  unclear_guide: '指引不清楚',
  hard_to_use: '操作不方便',
  poor_attitude: '态度不好',
  unskilled: '业务不熟练',
  more_than_listed: '要的材料比清单多',
  several_trips: '跑了不止一次',
  not_solved: '问题没有解决',
  not_told: '进展没有告诉我',
  answered_clearly: '答复清楚',
  answer_unclear: '答复没说清楚',
  on_time: '按约定时间',
  not_on_time: '没有按约定时间',
};
