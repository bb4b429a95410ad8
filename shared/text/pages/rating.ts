/** Words of rating a finished service. */
export const ratingText = {
  title: '评价这次服务',
  voluntary: '自愿填写，可以不评。您评了什么，被评的人看不到是谁评的。',
  level: '总的来说，您满意吗',
  reasons: '为什么',
  reasonsNote: '可以选几个，也可以不选。',
  words: '还想说的',
  wordsPlaceholder: '可以不填',
  give: '提交评价',
  chooseFirst: '先选一个满意程度',
  skip: '不评了',
  done: '评价已收到。',
  home: '回到首页',
  gone: '这次服务已经评过，或已过了评价的时间。',
  goneFirst: '回到首页',
} as const;
