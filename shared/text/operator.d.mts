export type OperatorRefusalCode =
  | 'usage'
  | 'install_failed'
  | 'build_failed'
  | 'node_too_old'
  | 'port_in_use'
  | 'no_disk_space'
  | 'data_folder_broken'
  | 'data_folder_version'
  | 'data_folder_access'
  | 'database_binaries'
  | 'database_not_started'
  | 'database_unreachable'
  | 'migration_failed'
  | 'content_failed'
  | 'catalogue_broken'
  | 'catalogue_refused'
  | 'database_role';

export type OperatorRefusals = Record<OperatorRefusalCode, { exit: number; zh: (detail: string) => string; en: (detail: string) => string }>;

export const operatorRefusals: OperatorRefusals;

/** A command that cannot go on, for a reason an operator can mend. `message` holds one sentence in each language. */
export class OperatorRefusal extends Error {
  constructor(code: OperatorRefusalCode, detail: string);
  readonly code: OperatorRefusalCode;
  readonly exitCode: number;
}
