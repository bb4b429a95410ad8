import type { Fairness } from './round';

export const findings = ['share_lost', 'passed_on', 'not_held_back'] as const;
/** What a scene may show that is not fair. */
export type Finding = (typeof findings)[number];

/** `keeps`: citizens keep so much of their fair share at least. */
export type Bounds = { keeps: number; passesOn: number; triesAMinute: number };

/** Issue 4's bounds, and C4's limit of tries of one person. */
export const bounds: Bounds = { keeps: 0.95, passesOn: 0.02, triesAMinute: 20 };

export const kept = ({ given, fairShare }: Fairness): number => given.citizens / fairShare;
export const passing = ({ passedOn, sales }: Fairness): number => (sales === 0 ? 0 : passedOn / sales);

/** The bounds that a scene breaks. */
export function judge(scene: Fairness, { keeps, passesOn, triesAMinute }: Bounds): Finding[] {
  const broken: Record<Finding, boolean> = {
    share_lost: kept(scene) < keeps,
    passed_on: passing(scene) > passesOn,
    not_held_back: scene.mostLetThrough > triesAMinute,
  };
  return findings.filter((finding) => broken[finding]);
}
