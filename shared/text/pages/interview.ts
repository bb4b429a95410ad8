/** Words of the guided questions. */
export const interviewText = {
  title: '几个问题',
  atMost: (questions: number) => (questions <= 1 ? '最后一个问题' : `最多还有 ${questions} 个问题`),
  unsure: '不清楚怎么选',
  askGuide: '请导办员帮忙',
  back: '上一题',
  next: '下一题',
  changing: '改这一个回答，其他的不变。',
  keepAsIs: '不改了',
  offlineNext: '下面是手机算出的清单，可以先照着准备。连上网后点“再试一次”，就有清单码，可以预约。',
  failedNext: '您的回答都在手机上，可以再试一次。',
  enterNumber: (minimum: number, maximum: number, unit: string) => `填 ${shortly(minimum)} 到 ${shortly(maximum)} 之间的整数，单位是${unit}`,
  enterDate: '填年、月、日，不能晚于今天',
} as const;

/** 1000000 as 100 万: zeros are hard to count. */
function shortly(number: number): string {
  return number >= 100_000 && number % 10_000 === 0 ? `${number / 10_000} 万` : String(number);
}
