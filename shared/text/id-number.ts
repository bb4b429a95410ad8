import type { DocumentKind, DocumentProblem } from '../rules/id-number-documents';
import type { UsccProblem } from '../rules/uscc';

export const documentNames: Record<DocumentKind, string> = {
  resident_id: '居民身份证',
  passport: '护照',
  hk_mo_permit: '港澳居民来往内地通行证',
  taiwan_permit: '台湾居民来往大陆通行证',
  foreign_permanent_resident_id: '外国人永久居留身份证',
};

export const documentProblems: Record<DocumentProblem, string> = {
  length: '身份证号码应为 18 位，请对照证件核对。',
  characters: '身份证号码由 17 位数字加 1 位数字或 X 组成，请对照证件核对。',
  no_such_date: '号码中的出生日期不存在，请核对第 7 至 14 位。',
  born_in_future: '号码中的出生日期晚于今天，请核对第 7 至 14 位。',
  check_digit: '号码校验不通过，可能有一位输错，请对照证件逐位核对。',
  form: '号码格式与该证件不符，请核对证件类型和号码。',
};

export const usccProblems: Record<UsccProblem, string> = {
  length: '统一社会信用代码应为 18 位，请对照营业执照核对。',
  characters: '统一社会信用代码只含数字和大写字母（不含 I、O、S、V、Z），请对照营业执照核对。',
  check_digit: '代码校验不通过，可能有一位输错，请对照营业执照逐位核对。',
};
