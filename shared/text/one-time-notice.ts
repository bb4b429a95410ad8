/** Words of the one-time notice (一次告知书), on paper and on pages. */
export const windowNoticeText = {
  title: '一次告知书',
  code: '告知书编号',
  applicant: '申请人',
  hall: '受理大厅',
  at: '告知时间',
  intro: '您这次来办，下面这些还没有备齐。这是全部：备齐后再来，大厅不会再要别的；确需再要的，窗口必须写明理由并记录在案。',
  columns: { name: '还差什么', why: '为什么', how: '怎样备齐' },
  again: '备齐后可以在原来的清单上重新预约，也可以到大厅现场取号。',
  phone: '咨询电话',
  from: (source: string) => `取得：${source}`,
  stillToCome: (gaps: string[]) => (gaps.length === 0 ? '' : `请按承诺补交：${gaps.join('、')}。`),
  page: (page: number, pages: number) => `第 ${page} 页，共 ${pages} 页`,
} as const;
