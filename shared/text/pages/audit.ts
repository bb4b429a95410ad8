import type { AuditEffect } from '../../rules/audit';

/** Words of the page on which the audit administrator reads the log. */
export const auditText = {
  title: '审计记录',
  entryNote: '谁在什么时候看过、改过什么',
  note: '只能查看，不能更改。完整性用命令行核验。',
  effects: '类别',
  all: '全部',
  actor: '操作人姓名',
  object: '诉求编号或对象编号',
  search: '查找',
  none: '这段时间没有符合条件的记录，请换个条件或放长时间。',
  nobody: '未登录或没有留名',
  more: '看更早的记录',
  reason: (reason: string) => `理由：${reason}`,
  subjects: (count: number) => `涉及 ${count} 个对象`,
} as const;

export const auditEffectWords: Record<AuditEffect, string> = { read: '查看', change: '更改' };
