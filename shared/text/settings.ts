import type { SettingGroup, SettingName, SettingUnit } from '../rules/settings';

/** What each setting is called and what it does, in words for the administrator. */
export const settingWords: Record<SettingName, { name: string; note: string }> = {
  holdMinutes: { name: '填表时保留名额', note: '选定时段后为本人保留这么久，到时自动放回' },
  lateReleaseMinutes: { name: '退号延迟放出', note: '取消的名额在这段时间内随机放出，防止转手' },
  enterpriseTakesPublic: { name: '企业团办可用公众号源', note: '企业号源用完后，团办是否可占用公众号源' },
  walkInTakesPublic: { name: '现场取号可用公众号源', note: '现场号源用完后，是否可用本时段空着的公众号源' },
  liveLimit: { name: '一人同时的预约数', note: '按证件号码计，各大厅合计' },
  relativeLimit: { name: '一人可代约的家人数', note: '每位家人都要实名并同意，预约数各算各的' },
  visitItems: { name: '一次可办的事项数', note: '同一次到窗口连着办' },
  triesPerMinute: { name: '一人每分钟抢号次数', note: '超出的请求被拒绝' },
  deviceTriesPerMinute: { name: '一部手机每分钟抢号次数', note: '换账号也合并计算' },
  readsPerMinute: { name: '一人每分钟查看次数', note: '看页面、看进度；没登录的按网络地址合计' },
  writesPerMinute: { name: '一人每分钟提交次数', note: '一部手机换账号，合计不超过两倍' },
  searchesPerMinute: { name: '一人每分钟搜索次数', note: '搜事项、搜问答、打开流程图' },
  checklistsPerMinute: { name: '一人每分钟生成清单次数', note: '回答完问题生成一张清单算一次' },
  documentsPerMinute: { name: '一人每分钟打开告知单次数', note: '每张告知单都要现做，最费服务器' },
  uploadsPerMinute: { name: '一人每分钟上传次数', note: '照片和团办名单' },
  signInsPerMinute: { name: '每分钟登录次数', note: '按网络地址合计' },
  reportsPerHour: { name: '每小时投诉建议次数', note: '按网络地址合计，不记是谁' },
  identityTriesPerDay: { name: '一天核验身份次数', note: '一个人、一个证件号码各算各的，防止拿姓名试号码' },
  peoplePerAddress: { name: '一个网络地址算几个人', note: '大厅的无线网、运营商的出口有很多人共用，没登录的合计为单人的这么多倍' },
  reserveFlowsBackHours: { name: '绿色通道名额放回', note: '时段开始前这么久，没用的预留名额向所有人放开' },
  offerMinutes: { name: '候补名额保留', note: '轮到候补的人后保留这么久，不接受则给下一位' },
  waitLimit: { name: '一人同时的候补数', note: '按天和大厅计' },
  noShowsToBlock: { name: '爽约几次暂停网约', note: '在下面的天数之内' },
  noShowWithinDays: { name: '爽约的计算天数', note: '往前数这么多天' },
  noShowBlockDays: { name: '暂停网约的天数', note: '暂停期间仍可到现场取号' },
  lateCancelMinutes: { name: '临期改退', note: '时段开始前这段时间内取消或改期，记为临期' },
  autoConfirmMinutes: { name: '自动确认', note: '时段开始前这么久仍未确认的，自动确认' },
  checkInOpensMinutes: { name: '提前签到', note: '时段开始前这么久起可以签到' },
  checkInClosesMinutes: { name: '迟到签到', note: '时段结束后这么久还可以签到，再晚记为爽约' },
  gapSupplyDays: { name: '容缺补交期限', note: '容缺受理时默认给申请人多少个工作日补交' },
  gapSupplyMostDays: { name: '容缺最长期限', note: '窗口最多可以约定多少个工作日补交' },
  gapRemindDays: { name: '容缺补交提醒', note: '补交日前几天提醒申请人' },
  missedGoesBack: { name: '过号后移', note: '叫号未到，往后排几位' },
  missedEndsAfter: { name: '过号作废', note: '叫几次未到，号票作废' },
  rebookingHours: { name: '改期名额保留', note: '大厅停办后，为受影响的人留的新时间保留这么久' },
  reminderMinutes: { name: '到场提醒', note: '前一天提醒一次，时段开始前这么久再提醒一次' },
  guideCodeMinutes: { name: '导办码有效时间', note: '群众手机上的 6 位数字这么久没人用就作废' },
  guideMinutes: { name: '导办最长时间', note: '导办员最多看这么久，到时自动结束' },
  urgentAnswerMinutes: { name: '特事特办答复时限', note: '值班人员这么久没有答复就提醒单位负责人，再过这么久提醒督办，夜间照常' },
  urgentPerDay: { name: '特事特办一天的次数', note: '一人 24 小时内最多提交几件' },
  callAfterMinutes: { name: '转电话告知', note: '微信没送达、收件箱没人看的重要通知，过这么久列入电话告知单' },
  callTries: { name: '电话告知次数', note: '打了这么多次没人接，就不再打' },
  staffBatchMinutes: { name: '工作通知合并', note: '这段时间内的工作通知合成一条微信，紧急的除外' },
  staffQuietFrom: { name: '夜间免打扰开始', note: '从几点起不发工作通知的微信，紧急的除外' },
  staffQuietUntil: { name: '夜间免打扰结束', note: '到几点恢复；与开始相同就是不免打扰' },
  consultWorkingDays: { name: '提问答复时限', note: '群众提问后多少个工作日内由人答复' },
  consultUrgentHours: { name: '紧急提问答复时限', note: '转值班人员，按钟点计，夜间照常' },
  consultWaiting: { name: '一人同时等答复的提问数', note: '超出的要等前面的有了答复' },
  complaintWorkingDays: { name: '投诉建议答复时限', note: '多少个工作日内答复，“办不成事”同样' },
  complaintWaiting: { name: '一人同时等答复的投诉建议', note: '不留名的不计' },
  consultClosesDays: { name: '提问自动结束', note: '答复后这么多天没有追问，自动结束' },
  ratingDelayMinutes: { name: '办完多久后请评价', note: '到窗口办的事，人离开柜台后才可以评，不当着工作人员的面' },
  ratingOpenDays: { name: '评价的期限', note: '过了这么多天没有评的，记为未评价，不算满意' },
  remedyContactDays: { name: '差评联系时限', note: '收到差评后几个工作日内联系评价人' },
  remedyDays: { name: '差评整改时限', note: '窗口和一般事项，几个工作日内办完' },
  remedyComplexDays: { name: '差评整改时限（复杂）', note: '复杂事项，几个工作日内办完' },
};

export const settingGroupWords: Record<SettingGroup, string> = {
  places: '号源',
  limits: '限额与抢号限速',
  rates: '访问限速',
  green_channel: '绿色通道',
  wait_list: '候补',
  no_show: '爽约与改退',
  window: '窗口与叫号',
  guide: '导办',
  urgent: '特事特办',
  notices: '通知',
  follow_up: '评价与回访',
  consultations: '提问与投诉建议',
};

const unitWords: Record<Exclude<SettingUnit, 'yes_no'>, string> = {
  minutes: '分钟',
  hours: '小时',
  days: '天',
  times: '次',
  pieces: '个',
  percent: '%',
  o_clock: '点',
};

/** The word behind a number. */
export const settingUnitWord = (unit: SettingUnit): string => (unit === 'yes_no' ? '' : unitWords[unit]);

/** A value as people read it: 10 分钟, 是. */
export const settingValueText = (unit: SettingUnit, value: number): string =>
  unit === 'yes_no' ? (value === 1 ? '是' : '否') : `${value} ${unitWords[unit]}`;

/** Words of the administrator's page of settings. */
export const settingsText = {
  title: '参数设置',
  entryNote: '预约、候补、爽约、叫号的各项数字',
  note: '改动几秒内对所有大厅生效，并记下是谁、为什么改的。',
  usual: (value: string) => `默认 ${value}`,
  bounds: (min: number, max: number) => `可填 ${min} 至 ${max}`,
  change: '修改',
  keep: '不改了',
  to: '改为',
  reason: '为什么改',
  reasonPlaceholder: '至少 4 个字，会留在记录里',
  save: '保存修改',
  history: '修改记录',
  noHistory: '还没有修改过。改动后这里会显示谁、何时、为什么改的。',
  changed: (name: string, from: string, to: string) => `${name}：${from} 改为 ${to}`,
} as const;
