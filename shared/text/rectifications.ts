import type { RectificationAction, RectificationStanding } from '../rules/rectification-flow';

export const rectificationActionWords: Record<RectificationAction, string> = {
  report: '上报整改完成',
  pass: '复查通过',
  return: '退回整改',
  cancel: '取消整改',
};

export const rectificationStandingWords: Record<RectificationStanding, string> = {
  running: '整改中',
  overdue: '整改超期',
  reported: '待复查',
  passed: '已整改',
  cancelled: '已取消',
};

/** On the timeline, which the requester reads too. */
export const rectificationText = {
  ordered: (hazard: string, unit: string, day: string) => `${hazard}。由${unit}整改，${day}前完成。`,
  reported: (text: string) => `已整改，待复查：${text}`,
  passed: (text: string) => `复查通过：${text}`,
  returned: (text: string) => `复查未通过，继续整改：${text}`,
  cancelled: (reason: string) => `取消整改：${reason}`,
} as const;

/** Words of its pages. */
export const rectificationsText = {
  title: '隐患整改',
  order: '登记隐患，责令整改',
  orderNote: '拍下现在的样子，指定单位和期限。整改后由另一人复查。企业会看到。',
  hazard: '什么隐患',
  hazardPlaceholder: '例如：厂门口路口没有信号灯，货车右转有盲区',
  place: '地点',
  placePlaceholder: '路口、门牌或厂区位置',
  unit: '整改单位',
  days: '整改期限',
  before: '整改前的照片（至少 1 张）',
  after: '整改后的照片（至少 1 张）',
  recheckPhotos: '复查的照片（选填）',
  beforeShort: '整改前',
  afterShort: '整改后',
  orderSend: '责令整改',
  until: (day: string) => `${day}前完成`,
  report: '怎么整改的',
  reportPlaceholder: '做了什么、什么时候做完',
  finding: '复查情况',
  findingPlaceholder: '到现场看到什么',
  reason: '为什么取消',
  reasonPlaceholder: '例如：重复登记，或经核实不是隐患',
  how: '怎么整改的',
  back: '退回',
  samePlace: (place: string) => `就是诉求的地点：${place}`,
  returned: (times: number) => `退回过 ${times} 次`,
  chooseUnit: '请选定整改单位，写清隐患和地点，加上至少 1 张照片。',
  needPhoto: '请加上至少 1 张整改后的照片，并写明怎么整改的。',
  needWords: '请写明情况。',
} as const;
