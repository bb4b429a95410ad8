/** Names for the parties of a case on its timeline. */
export const casePartyWords = {
  /** The one who looks, for the own acts. */
  you: '您',
  /** What time brought about. */
  system: '系统',
  /** D11: answers to matters of the through train. */
  municipalGovernment: '市人民政府',
  /** A requester whose name is not known. */
  requester: '诉求人',
  /** Owner of a case who holds no role at its unit: 首接负责. */
  firstReceiver: '首接责任人',
} as const;
