import type { ExtraOutcome, ExtraReason } from '../rules/extra-material';

export const extraReasonWords: Record<ExtraReason, string> = {
  not_foreseen: '清单没有写到这种情形',
  doubtful: '所带材料有疑点，需要佐证',
  rule_changed: '规定已变，清单还没更新',
  other: '其他理由',
};

export const extraOutcomeWords: Record<ExtraOutcome, string> = { list_improved: '清单已改进', not_needed: '不应再要' };
