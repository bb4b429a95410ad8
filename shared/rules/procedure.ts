/** B11: the notice of a matter that has no entry in the catalogue yet, kept by the unit that takes it. */
export type ProcedureNotice = {
  code: string;
  name: string;
  /** Id of the unit that takes the matter and answers for the notice. */
  unit: string;
  /** One line: what it is for. */
  summary: string;
  steps: string[];
  bring: string[];
  /** Where to go, or how to do it without going. */
  where: string;
  phone: string;
  synonyms: string[];
  /** What the unit still has to confirm, and why. */
  verify: { about: string; reason: string }[];
  /** The code of the item it has become; null while it has not. */
  item: string | null;
};
