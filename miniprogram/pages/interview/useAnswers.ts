import Taro, { useDidShow } from '@tarojs/taro';
import { useState } from 'react';
import type { Answers } from '../../../shared/rules/interview';

const keyOf = (item: string) => `draft:answers:${item}`;
const none: Answers = {};

/** The answers to an item's questions that this phone keeps; none when it never asked. */
export function keptAnswers(item: string): Answers {
  const kept: unknown = Taro.getStorageSync(keyOf(item));
  return kept && typeof kept === 'object' ? (kept as Answers) : none;
}

/** Answers that stay on the phone until they are changed or started again, the same on every page. */
export function useAnswers(item: string): { answers: Answers; setAnswers: (answers: Answers) => void; startAgain: () => void } {
  const [answers, show] = useState(() => keptAnswers(item));
  // Another page may have changed them while this one was below.
  useDidShow(() => show(keptAnswers(item)));
  return {
    answers,
    setAnswers: (next) => {
      Taro.setStorageSync(keyOf(item), next);
      show(next);
    },
    startAgain: () => {
      Taro.removeStorageSync(keyOf(item));
      show(none);
    },
  };
}
