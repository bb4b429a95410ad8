import type { EnterpriseRole, StaffRole } from '../rules/roles';

export const staffRoleWords: Record<StaffRole, string> = {
  officer: '窗口人员',
  guide: '导办员',
  liaison: '警企联络员',
  handler: '承办人',
  unit_head: '单位负责人',
  supervisor: '督办',
  administrator: '系统管理员',
  security_administrator: '安全管理员',
  audit_administrator: '审计管理员',
};

export const enterpriseRoleWords: Record<EnterpriseRole, string> = { principal: '企业负责人', employee: '企业员工' };
