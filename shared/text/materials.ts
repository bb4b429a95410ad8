import type { MaterialForm } from '../rules/checklist';

const forms: Record<MaterialForm, string> = {
  original: '原件',
  copy: '复印件',
  original_and_copy: '原件和复印件',
  form: '现场填表',
  photo: '照片',
};

type Counted = { form: MaterialForm; originals: number; copies: number };

/** What to bring of a material, with counts: 原件 1 份、复印件 2 份. */
export function materialFormText({ form, originals, copies }: Counted): string {
  if (form === 'form') return forms.form;
  if (form === 'photo') return `${forms.photo} ${Math.max(1, originals + copies)} 张`;
  const parts = [originals > 0 ? `${forms.original} ${originals} 份` : '', copies > 0 ? `${forms.copy} ${copies} 份` : ''].filter(Boolean);
  return parts.join('、') || forms[form];
}

/** An amount of money in fen: 不收费, 20 元, 12.5 元. */
export function feeText(fen: number): string {
  return fen === 0 ? '不收费' : `${fen / 100} 元`;
}

/** 当场办结, 7 个工作日. */
export function workingDaysText(days: number): string {
  return days === 0 ? '当场办结' : `${days} 个工作日`;
}
