import type { ErasureBlocker, ErasureGround } from '../rules/erasure';

/** Why something stays (PIPL art. 47), as its person is told. */
export const erasureGroundWords: Record<ErasureGround, string> = {
  open: '还在办理，办完后按办事记录保存',
  record: '公安机关已为您办理的记录，要按规定归档保存',
  enterprise: '以企业名义提出或办理的，归企业',
  identity: '上面保留的记录是为谁办的',
  service: '在岗期间的履职记录',
  audit: '审计记录和同意的记录，网络安全等级保护要求保存，也用来证明处理前经您同意',
};

/** What is to be ended first, and how. */
export const erasureBlockerWords: Record<ErasureBlocker, { what: string; next: string }> = {
  staff: { what: '您有工作岗位', next: '请先请系统管理员收回岗位。' },
  last_principal: { what: '您是企业唯一的负责人', next: '请先在“我的企业”里把负责人移交给同事。' },
  at_window: { what: '您今天的事正在大厅办理', next: '请等窗口办完，或当天结束后再来。' },
  relative_visit: { what: '您替家人约的还没有办完', next: '请先在“我的预约”里取消，或等办完再来。' },
};
