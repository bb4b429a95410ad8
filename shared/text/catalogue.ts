import type { Checklist, ChecklistMaterial, Ground } from '../rules/checklist';
import type { HouseholdSection } from '../rules/household-sections';
import type { Branch, ItemCategory, ItemMode } from '../rules/service-item';

export const categoryNames: Record<ItemCategory, string> = {
  household: '户口与身份证',
  residence_permit: '居住证',
  exit_entry: '出入境',
  traffic: '车辆与驾驶人',
  public_order: '治安管理',
  consultation: '咨询答疑',
  handling: '便捷办理',
  training: '培训服务',
  safety_guidance: '安全指导',
  investigation: '案件查办',
};

/** What is found in a group, for who does not know its name. */
export const categoryNotes: Record<ItemCategory, string> = {
  household: '出生、入户、迁户口、改名、身份证',
  residence_permit: '申领、签注、补办居住证',
  exit_entry: '护照、港澳和台湾通行证',
  traffic: '上牌、换证、驾驶证',
  public_order: '无犯罪记录证明等',
  consultation: '政策怎么规定、该找谁',
  handling: '许可、备案、集中办理',
  training: '安保、反诈、网络安全培训',
  safety_guidance: '内部保卫、等级保护、危险物品',
  investigation: '报案、案件后续',
};

export const householdSectionNames: Record<HouseholdSection, string> = {
  id_card: '身份证',
  birth: '出生、收养、首次入户',
  papers: '户口簿、证明、迁移证件',
  family: '投靠亲人迁入东莞',
  work: '人才、就业、买房迁入东莞',
  returning: '返乡、回国、退役落户',
  within: '市内迁户、分户、并户',
  leaving: '户口迁出东莞',
  details: '改名、更正登记内容',
  ending: '去世、注销、恢复户口',
  other: '其他户口事项',
};

export const branchNames: Record<Branch, string> = {
  household: '户政',
  exit_entry: '出入境',
  traffic: '交警',
  public_order: '治安',
  economic: '经侦',
  criminal: '刑侦',
  network: '网警',
  narcotics: '禁毒',
};

export const modeNames: Record<ItemMode, string> = {
  online: '网上办',
  window: '窗口办',
  door: '上门办',
  simplified: '简化办',
  fast: '快捷办',
  delivery: '邮寄送达',
};

/** 免费, or 120 元（首次申领工本费 120 元）. */
export function feeText(checklist: Pick<Checklist, 'fees' | 'totalFen'>): string {
  if (checklist.fees.length === 0 || checklist.totalFen === 0) return '免费';
  return `${yuan(checklist.totalFen)}（${checklist.fees.map((line) => `${line.text} ${yuan(line.amountFen)}`).join('，')}）`;
}

/** 免费, or 120 元. */
export function yuanText(fen: number): string {
  return fen === 0 ? '免费' : yuan(fen);
}

function yuan(fen: number): string {
  return fen % 100 === 0 ? `${fen / 100} 元` : `${(fen / 100).toFixed(2)} 元`;
}

/** 当场办结, or 承诺 7 个工作日. */
export function promiseText(workingDays: number): string {
  return workingDays === 0 ? '当场办结' : `${workingDays} 个工作日`;
}

/** 原件 1 份，复印件 2 份. */
export function copiesText(material: Pick<ChecklistMaterial, 'form' | 'originals' | 'copies' | 'sharedData'>): string {
  if (material.sharedData) return '数据共享，免提交';
  if (material.form === 'form') return '现场填写';
  const parts = [
    material.originals > 0 ? `${material.form === 'photo' ? '' : '原件 '}${material.originals} ${material.form === 'photo' ? '张' : '份'}` : '',
    material.copies > 0 ? `复印件 ${material.copies} 份` : '',
  ];
  return parts.filter((part) => part !== '').join('，');
}

/** Why a thing is on the list: 因为您选择了“…”, one line an answer; empty when everyone needs it. */
export function becauseLines(because: readonly Ground[]): string[] {
  return because.map((ground) => `${ground.questionText} ${ground.answerText}`);
}
