/** Words of the page on which people see, and take along, what is stored about them. */
export const storedText = {
  title: '我的信息',
  entry: '保存了什么、用来做什么、到什么时候，可以导出',
  note: '一窗通保存的关于您的信息都在这里，按用途列出。',
  list: '保存了什么',
  pieces: (count: number) => `${count} 条`,
  exportNote: '导出的是一个表格文件，证件号码和电话号码是完整的，请妥善保管。照片在原来的诉求或提问里看。',
  export: '导出全部信息',
  exportFailed: '文件没能打开。请再试一次，或换一部手机打开。',
  wrong: '信息不对或不该保存？投诉建议',
} as const;
