import { addDays, type Day } from './shanghai';

/** F1, F3: where an entry of the answer base comes from: the content files, or an answer that somebody was given. */
export const knowledgeOrigins = ['content', 'consultation'] as const;
export type KnowledgeOrigin = (typeof knowledgeOrigins)[number];

/** An entry as the content files hold it. */
export type KnowledgeEntry = {
  code: string;
  question: string;
  /** Other ways people ask it. */
  phrasings: string[];
  answer: string;
  /** Codes of the items it leads to. */
  items: string[];
  /** The unit that answers for it. */
  unit: string;
  /** The last day on which it is shown without having been looked at again. */
  reviewOn: Day;
  source: string;
  /** What the unit must still confirm; never shown to people. */
  verify: { about: string; reason: string }[];
};

/** Answers shown at once while typing. */
export const answersShown = 3;

/** F3: past its review date an entry is hidden, until its owner has looked at it. */
export const isShown = (entry: { reviewOn: Day }, today: Day): boolean => today <= entry.reviewOn;

const reviewAfterDays = 183;
const longestReviewDays = 731;

/** The day on which an entry is looked at again, unless its maker chooses another: after half a year. */
export const nextReview = (today: Day): Day => addDays(today, reviewAfterDays);

/** A review date lies ahead, by two years at most. */
export const mayReviewOn = (day: Day, today: Day): boolean => day > today && day <= addDays(today, longestReviewDays);
