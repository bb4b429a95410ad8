import type { DataCategory, DataPurpose, Keeping } from '../../shared/rules/personal-data';

export type TableEntry = {
  purpose: DataPurpose;
  keep: Keeping;
  /** Columns that hold personal data. */
  personal: Readonly<Record<string, DataCategory>>;
  /** Every other column, by name, separated by spaces. */
  other: string;
};
