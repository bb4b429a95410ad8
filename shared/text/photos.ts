/** Words around photos. */
export const photosText = {
  title: '照片（选填）',
  retryOrRemove: '点照片再传一次，或删掉换一张。',
  unfinished: '还有照片没有传上。等它传完，或点照片再传一次，或删掉。',
  photo: (number: number) => `照片 ${number}`,
  open: (number: number) => `照片 ${number}，点开看大图`,
  again: (number: number) => `照片 ${number} 没有打开，点这里再试`,
  loading: '正在打开',
  notShown: '没有打开，点这里再试',
  internal: '内部',
  seen: '照片：企业能看到',
  supplied: '补充材料的照片',
  evidence: '结果的照片：企业能看到',
  unseen: '内部照片：只有工作人员能看到',
  count: (count: number) => `照片 ${count} 张`,
} as const;
