import { whenText } from './when';

/** What `onewindow admin` says. */
export const adminText = {
  none: (word: string, role: string) => `还没有${word} · no ${role} yet`,
  row: (name: string, role: string, unit: string, state: string, id: string) => `${name}　${role}　${unit}　${state}　${id}`,
  apart: (name: string) => `${name} 已任另一类管理员，三类管理员不能由同一个人担任 · holds another of the three: choose somebody else`,
  bound: (at: string) => `已绑定（${whenText(at)}）`,
  waiting: (until: string) => `待绑定，绑定码 ${whenText(until)} 前有效`,
  notBound: '未绑定',
  created: (name: string, role: string, id: string) => `${name} 已是${role} · is an administrator: ${id}`,
  code: (code: string, until: string) =>
    `绑定码 · binding code: ${code}\n${whenText(until)} 前有效，只能用一次，不再显示。本人用工作微信登录：工作台 → 我有绑定码 → 输入，再启用动态验证码。`,
  alreadyBound: '微信已绑定；要换微信，先解除绑定 · bound already: unbind first to change the account',
  revoked: (name: string, units: number) => `${name} 不再是管理员（${units} 个单位）· administrator no more`,
} as const;
