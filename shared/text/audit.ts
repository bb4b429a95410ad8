import type { ChainFaultKind } from '../rules/audit';

type ChainFault = { fault: ChainFaultKind; position?: number; entryId?: number; count?: number };

const faultWords: Record<ChainFaultKind, (fault: ChainFault) => string> = {
  entry_gone: (f) => `第 ${f.position} 环：记录 ${f.entryId} 已被删除 · link ${f.position}: entry ${f.entryId} is gone`,
  entry_changed: (f) => `第 ${f.position} 环：记录 ${f.entryId} 被改动或调换 · link ${f.position}: entry ${f.entryId} was changed or moved`,
  links_missing: (f) => `从第 ${f.position} 环起缺 ${f.count} 环 · ${f.count} links are missing from ${f.position}`,
  end_cut: (f) => `第 ${f.position} 环之后被截断 · cut off after link ${f.position}`,
  end_changed: (f) => `链尾第 ${f.position} 环与留存不符 · the end, link ${f.position}, is not what was left`,
  anchor_changed: (f) => `第 ${f.position} 环与 --since 不符 · link ${f.position} is not what --since says`,
  never_linked: (f) => `${f.count} 条记录从未入链 · ${f.count} entries were never linked`,
};

/** What is wrong with the chain of the audit log, for the operator, in both languages. */
export const chainFaultText = (fault: ChainFault): string => faultWords[fault.fault](fault);
