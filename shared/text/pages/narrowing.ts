/** Words for searching and narrowing lists of requests, for both sides. */
export const narrowingText = {
  box: '搜编号或内容里的词',
  narrow: '筛选',
  show: '看结果',
  all: '全部取消',
  takeBack: '已选的条件，点一下取消',
  chosen: (title: string, word: string) => `${title}：${word} ×`,
  status: '状态',
  state: '期限',
  category: '类别',
  complexity: '办理类别',
  channel: '来源',
  unit: '单位',
  enterprise: '企业',
  nothing: '没有符合条件的诉求。',
  showAll: '看全部',
} as const;
