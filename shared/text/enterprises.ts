import type { EnterpriseAction, EnterpriseEvent, EnterpriseStatus, EnterpriseTier } from '../rules/enterprise-flow';

/** The register of key service enterprises: statuses, steps and tiers as people read them and as the Excel list writes them. */
export const enterpriseStatusWords: Record<EnterpriseStatus, string> = {
  unlisted: '未列入',
  filing: '备案中',
  review: '审核中',
  registered: '已登记',
  suspended: '已暂停',
  removed: '已移出',
};

export const enterpriseTierWords: Record<EnterpriseTier, string> = { city: '市级重点', town: '镇街重点', ordinary: '一般重点' };

/** Verbs on buttons. */
export const enterpriseActionWords: Record<EnterpriseAction, string> = {
  file: '备案',
  submit: '提交审核',
  withdraw: '撤回备案',
  approve: '通过登记',
  return: '退回补充',
  suspend: '暂停',
  resume: '恢复',
  remove: '移出名录',
};

/** What happened, for the history. */
export const enterpriseEventWords: Record<EnterpriseEvent, string> = {
  import: '按名单列入',
  amend: '更改资料',
  entitle: '开通市长直通车',
  disentitle: '停用市长直通车',
  file: '备案',
  submit: '提交审核',
  withdraw: '撤回备案',
  approve: '审核通过，列入名录',
  return: '退回补充',
  suspend: '暂停服务',
  resume: '恢复服务',
  remove: '移出名录',
};

export const enterprisesText = {
  demoReason: '示范名单',
} as const;
