import type { LeaderOffice } from '../rules/through-train';

/** G4 企业市长直通车. */
export const leaderOfficeWords: Record<LeaderOffice, string> = { mayor: '市长', deputy_mayor: '副市长' };

/** 市长 孟远航. */
export const leaderText = ({ office, name }: { office: LeaderOffice; name: string }): string => `${leaderOfficeWords[office]} ${name}`;

export const throughTrainText = {
  way: '交给谁',
  ways: { mini_program: '辖区公安', through_train: '企业市长直通车' },
  note: '直通车由企业负责人提交，24 小时内有专员联系，办理结果经签发后以市人民政府名义答复。',
  whom: '写给哪位市领导',
  choose: '请选择写给哪位市领导。',
  to: '写给',
  entitled: '企业市长直通车',
  on: '已开通',
  off: '未开通',
  give: '开通直通车',
  end: '停用直通车',
  reason: '理由',
  reasonHint: '2 至 200 个字，写入历史',
  reasons: { on: ['列入直通车企业名单'], off: ['移出直通车企业名单'] },
} as const;
