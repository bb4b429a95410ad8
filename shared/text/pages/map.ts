/** Words of the page that shows the map of an item's questions. */
export const mapPageText = {
  title: '一图看懂',
  open: '一图看懂',
  openMine: '在图上看我的路径',
  larger: '放大',
  smaller: '缩小',
  back: '回到我的路径',
  start: '回到开头',
  words: '不看图，读文字',
} as const;
