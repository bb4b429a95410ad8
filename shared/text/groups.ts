import type { GroupProblem, GroupProblemCode, GroupResult, PersonColumn } from '../rules/group-list';

export const groupSheetName = '员工名单';
export const groupHeaders: Record<PersonColumn, string> = { name: '姓名', idNumber: '身份证号', phone: '手机号' };

/** The line under each header of the template. */
export const groupColumnNotes: Record<PersonColumn, string> = {
  name: '必填，与身份证一致',
  idNumber: '必填，18 位，单元格设为文本',
  phone: '可不填，填了便于通知',
};
export const groupText = {
  notes: '填表说明',
  column: '列',
  note: '怎么填',
  shared: (allowed: string) => `与大家相同的可不填；不同的填：${allowed}`,
  fileName: (item: string) => `${item}员工名单.xlsx`,
  where: (row?: number, column?: string) =>
    [row === undefined ? '' : `第 ${row} 行`, column === undefined ? '' : `${column} 列`].filter(Boolean).join(' '),
  calledOff: (firm: string) => `${firm}取消了这个名额`,
  sheet: `工作表“${groupSheetName}”`,
};

export const groupResultWords: Record<GroupResult, string> = { waiting: '待办', done: '已办好', missing: '缺材料', absent: '没有来' };

const copy = '请对照身份证逐位核对';
const problemWords: Record<GroupProblemCode, (detail: string) => { what: string; fix: string }> = {
  not_xlsx: () => ({ what: '不是 .xlsx 文件，或文件已损坏', fix: '请用 Excel 或 WPS 另存为“Excel 工作簿（.xlsx）”' }),
  too_big: (most) => ({ what: `表格超过 ${most}`, fix: '请删去图片和多余的工作表，或分成几份' }),
  no_sheet: (found) => ({ what: `没有名为“${groupSheetName}”的工作表，只有：${found}`, fix: '请用下载的模板填写' }),
  empty: () => ({ what: '表里没有员工', fix: '请从第 2 行起填写' }),
  too_many: (most) => ({ what: `一份名单最多 ${most} 人`, fix: '请分成几份上传' }),
  header_missing: (header) => ({ what: `缺少列“${header}”`, fix: '请用下载的模板填写' }),
  header_unknown: (header) => ({ what: `不认识表头“${header}”`, fix: '请删去这一列' }),
  header_twice: (header) => ({ what: `表头“${header}”出现两次`, fix: '请只留一列' }),
  formula: () => ({ what: '单元格里是公式', fix: '请用“选择性粘贴—数值”换成文字' }),
  number: () => ({ what: '身份证号是数字格式，末几位可能已丢失', fix: '请把该列设为“文本”格式，再照证件重新填写' }),
  not_text: () => ({ what: '单元格不是文字', fix: '请设为“文本”格式后重新填写' }),
  control_characters: () => ({ what: '含有换行或看不见的字符', fix: '请清空后手工重新填写' }),
  formula_sign: (sign) => ({ what: `以“${sign}”开头`, fix: `请去掉开头的“${sign}”` }),
  too_long: (most) => ({ what: `超过 ${most} 个字`, fix: `请缩短到 ${most} 个字以内` }),
  required: () => ({ what: '没有填写', fix: '请填写，或删去这一行' }),
  id_length: () => ({ what: '身份证号不是 18 位', fix: copy }),
  id_characters: () => ({ what: '身份证号含有不该有的字符', fix: copy }),
  id_no_such_date: () => ({ what: '号码中的出生日期不存在', fix: '请核对第 7 至 14 位' }),
  id_born_in_future: () => ({ what: '号码中的出生日期晚于今天', fix: '请核对第 7 至 14 位' }),
  id_check_digit: () => ({ what: '身份证号校验不通过，至少有一位写错', fix: copy }),
  id_twice: (row) => ({ what: `与第 ${row} 行是同一个身份证号`, fix: '同一人只留一行' }),
  phone_wrong: () => ({ what: '手机号不是 11 位', fix: '请核对，或留空' }),
  answer_unknown: (allowed) => ({ what: '填的不在可选范围', fix: `请填：${allowed}` }),
  answer_missing: (question) => ({ what: `还缺一个回答：${question}`, fix: '请在该列填写，或在上传前为大家统一回答' }),
  refused: (why) => ({ what: `这个人暂时不能办：${why}`, fix: '请删去这一行，让本人到大厅咨询' }),
};

/** A problem as the firm reads it: where, what is wrong, what to do. */
export function groupProblemText({ code, row, column, detail = '' }: GroupProblem): { where: string; what: string; fix: string } {
  return { where: groupText.where(row, column) || groupText.sheet, ...problemWords[code](detail) };
}
