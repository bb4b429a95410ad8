import type { AgeGroup } from '../rules/age';

/** Green-channel groups that age alone gives. */
export const ageGroupWords: Record<AgeGroup, string> = { aged_60: '60 岁及以上', under_16: '未满 16 岁' };
