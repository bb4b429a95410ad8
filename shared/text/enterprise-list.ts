import type { EnterpriseStatus } from '../rules/enterprise-flow';
import type { ListAnswer, ListColumn, ListProblem, ListProblemCode, ListWords } from '../rules/enterprise-list';
import type { Change, ListPlan, PlannedRow } from '../rules/enterprise-list-plan';
import { enterpriseEventWords, enterpriseStatusWords, enterpriseTierWords } from './enterprises';

/** The Excel list of the register: its sheet, headers, what is wrong with one, and what a list would do. */
export const listSheetName = '重点企业';

export const listHeaders: Record<ListColumn, string> = {
  uscc: '统一社会信用代码',
  name: '企业名称',
  town: '镇街',
  unit: '责任单位',
  tier: '服务层级',
  liaison: '联络员',
  status: '登记状态',
  day: '状态日期',
  reason: '说明',
  train: '市长直通车',
};

export const listWords: ListWords = {
  headers: listHeaders,
  statuses: enterpriseStatusWords,
  tiers: enterpriseTierWords,
  answers: { yes: '是', no: '否' },
};

type Sentence = { what: string; fix: string };
const copyFromLicence = '请对照营业执照逐位核对';
const statusList = (codes: string) =>
  codes
    .split(' ')
    .map((code) => enterpriseStatusWords[code as EnterpriseStatus] ?? code)
    .join('、');

const problemWords: Record<ListProblemCode, (detail: string) => Sentence> = {
  not_xlsx: () => ({ what: '不是 .xlsx 文件，或文件已损坏', fix: '请用 Excel 或 WPS 打开原表，另存为“Excel 工作簿（.xlsx）”' }),
  too_big: (most) => ({ what: `表格超过 ${most}`, fix: '请删去多余的行、图片和工作表，或分成几个文件' }),
  no_sheet: (found) => ({ what: `没有名为“${listSheetName}”的工作表，只有：${found}`, fix: `请把工作表改名为“${listSheetName}”` }),
  empty: () => ({ what: '表里没有企业', fix: `请从第 2 行起填写，表头用“onewindow enterprises export”导出的那一行` }),
  header_missing: (header) => ({ what: `缺少列“${header}”`, fix: '请在第 1 行补上这个表头，一字不差' }),
  header_unknown: (header) => ({ what: `不认识表头“${header}”`, fix: `请删去这一列，或改为：${Object.values(listHeaders).join('、')}` }),
  header_twice: (header) => ({ what: `表头“${header}”出现两次`, fix: '请只留一列' }),
  no_header: () => ({ what: '这一列有内容但没有表头', fix: '请在第 1 行写上表头，或清空这一列' }),
  formula: () => ({ what: '单元格里是公式', fix: '请复制该列，用“选择性粘贴—数值”换成文字' }),
  number: (value) => ({ what: `单元格是数字格式（${value}），前面的 0 和末几位可能已丢失`, fix: '请把该列设为“文本”格式，再照原件重新填写' }),
  not_text: () => ({ what: '单元格不是文字', fix: '请把该列设为“文本”格式，再重新填写' }),
  control_characters: () => ({ what: '含有换行或看不见的字符', fix: '请清空该单元格后手工重新填写，不要换行' }),
  formula_sign: (sign) => ({ what: `以“${sign}”开头，会被表格软件当作公式`, fix: `请去掉开头的“${sign}”；确需保留的，在前面加一个英文单引号 '` }),
  too_long: (most) => ({ what: `超过 ${most} 个字`, fix: `请缩短到 ${most} 个字以内` }),
  required: () => ({ what: '没有填写', fix: '请填写' }),
  uscc_length: (code) => ({ what: `“${code}”不是 18 位`, fix: copyFromLicence }),
  uscc_characters: (code) => ({ what: `“${code}”含有不该有的字符（只用数字和大写字母，不含 I、O、S、V、Z）`, fix: copyFromLicence }),
  uscc_check_digit: (code) => ({ what: `“${code}”校验不通过，至少有一位写错`, fix: copyFromLicence }),
  uscc_twice: (row) => ({ what: `与第 ${row} 行重复`, fix: '同一企业只留一行' }),
  town_unknown: (town) => ({ what: `没有镇街“${town}”`, fix: '请用系统里的镇街名，如“莞城”，不加“街道”“镇”' }),
  unit_unknown: (unit) => ({ what: `没有单位“${unit}”`, fix: '请写单位全称，如“东莞市公安局莞城分局”' }),
  tier_unknown: (known) => ({ what: '服务层级不对', fix: `请填其中之一：${known}` }),
  liaison_unknown: (name) => ({ what: `“${name}”不是责任单位的联络员`, fix: '请核对姓名和责任单位，或先给此人登记联络员岗位；暂无联络员的留空' }),
  liaison_ambiguous: (ids) => ({ what: '责任单位有几位同名的联络员', fix: `请改填编号：${ids}` }),
  status_unknown: (known) => ({ what: '登记状态不对', fix: `请填其中之一：${known}` }),
  status_new: () => ({ what: '新列入的企业不能是这个状态', fix: `请填：${statusList('filing review registered suspended')}` }),
  status_unreachable: (codes) => {
    const [now = '', ...next] = codes.split(' ');
    return {
      what: `现在是“${statusList(now)}”，不能一步变成这个状态`,
      fix: `可以填：${statusList(codes)}${next.length ? '；要走几步的，请分几次导入或在手机上办理' : ''}`,
    };
  },
  status_same: (stored) => ({ what: '登记状态没有变，状态日期和说明不能改', fix: `请留空，或照原样填“${stored}”` }),
  day_wrong: (day) => ({ what: `日期不对${day ? `（${day}）` : ''}`, fix: '请写成 2026-11-23 这样的日期，不带时间' }),
  day_ahead: (day) => ({ what: `日期 ${day} 晚于今天`, fix: '请填这一步实际办理的日期' }),
  train_unknown: (known) => ({ what: '市长直通车不对', fix: `请填其中之一：${known}；不改动的留空` }),
  train_not_registered: () => ({ what: '只有“已登记”的企业可以开通市长直通车', fix: '请填“否”或留空，登记后再开通' }),
  day_before: (since) => ({ what: `早于上一步的日期 ${since}`, fix: `请填 ${since} 或以后的日期` }),
};

/** One problem with its sheet, row, column and how to mend it. */
export function listProblemText({ code, row, column, detail = '' }: ListProblem): string {
  const { what, fix } = problemWords[code](detail);
  const place = row === undefined ? '' : `“${listSheetName}”第 ${row} 行${column === undefined ? '' : ` ${column} 列`}：`;
  return `${place}${what}。${fix}。`;
}

const changeText = ({ column, from, to }: Change): string => {
  const word = (value: string | null) =>
    value === null
      ? '空'
      : column === 'tier'
        ? enterpriseTierWords[value as keyof typeof enterpriseTierWords]
        : column === 'train'
          ? listWords.answers[value as ListAnswer]
          : value;
  return `${listHeaders[column]} ${word(from)} → ${word(to)}`;
};

/** The changed particulars in one line, also the reason in the history. */
export const changesText = (changes: readonly Change[]): string => changes.map(changeText).join('；');

const rowText = ({ row, stored, action, changes, train }: PlannedRow): string =>
  [
    `  第 ${row.row} 行 ${row.uscc} ${row.name}`,
    action === null
      ? ''
      : action === 'import'
        ? `：${enterpriseStatusWords[row.status]}`
        : `：${stored ? enterpriseStatusWords[stored.status] : ''} → ${enterpriseStatusWords[row.status]}（${enterpriseEventWords[action]}）`,
    changes.length > 0 ? `：${changesText(changes)}` : train === null ? '' : `：${enterpriseEventWords[train]}`,
  ].join('');

/** What a list does to the register, line by line. */
export function planLines(plan: ListPlan): string[] {
  return [
    `新增 ${plan.added.length} 家`,
    ...plan.added.map(rowText),
    `变更 ${plan.changed.length} 家`,
    ...plan.changed.map(rowText),
    `未变 ${plan.unchanged.length} 家`,
    `名录中有、表中没有 ${plan.missing.length} 家（不改动）`,
    ...plan.missing.map((one) => `  ${one.uscc} ${one.name}：${enterpriseStatusWords[one.status]}`),
  ];
}

export const listText = {
  /** The reason of what a list does to the through train. */
  byList: '按名单表格',
  dryRun: '以上是试算，没有写入。确认无误后加 --apply 再运行一次。',
  applied: (count: number) => `已写入 ${count} 家。`,
  refused: (count: number) => `表格有 ${count} 处要改，没有写入：`,
  exported: (count: number, file: string) => `已导出 ${count} 家到 ${file}。`,
} as const;

/** The most that an Excel file may hold, as the words of `too_big` name it. Bytes and rows. */
export const workbookLimits = {
  bytes: (most: number) => `${most / 1024 / 1024} MB`,
  unpacked: (most: number) => `${most / 1024 / 1024} MB（解压后）`,
  rows: (most: number) => `${most} 行`,
} as const;
