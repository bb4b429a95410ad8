/** The 71 household matters by what a person wants to do: too many for one list on a phone. Items by code; one that is nowhere is `other`. */
export const householdSections = {
  id_card: ['id-card-first', 'id-card-renew', 'id-card-lost', 'id-card-temporary'],
  birth: [
    'household-birth',
    'household-birth-late',
    'household-birth-no-certificate',
    'household-birth-nonmarital',
    'household-birth-abroad',
    'household-adoption',
    'household-adoption-de-facto',
    'household-foundling',
    'household-no-record',
  ],
  papers: [
    'household-book-reissue',
    'household-certificate',
    'household-archive',
    'household-migration-certificate-reissue',
    'household-permit-reissue',
  ],
  family: [
    'household-spouse-move-in',
    'household-child-move-in',
    'household-parents-move-in',
    'household-adult-child-move-in',
    'household-guardian-move-in',
    'household-army-family-move-in',
  ],
  work: [
    'household-talent-move-in',
    'household-graduate-move-in',
    'household-skilled-move-in',
    'household-returnee-move-in',
    'household-points-move-in',
    'household-resident-worker-move-in',
    'household-home-owner-move-in',
    'household-transfer-move-in',
    'household-business-move-in',
    'household-honour-move-in',
    'household-student-move-in',
  ],
  returning: [
    'household-return-hometown',
    'household-student-return',
    'household-veteran',
    'household-lapsed-migration',
    'household-return-overseas-chinese',
    'household-hk-mo-tw-settle',
    'household-nationality-gain',
  ],
  within: [
    'household-move-within-city',
    'household-within-family',
    'household-split',
    'household-merge',
    'household-head-change',
    'household-address-change',
    'household-collective-change',
    'household-collective-unit',
  ],
  leaving: ['household-move-out', 'household-move-out-student'],
  details: [
    'household-rename',
    'household-name-correction',
    'household-former-name',
    'household-birth-date-correction',
    'household-sex-change',
    'household-ethnicity-change',
    'household-origin-correction',
    'household-id-number-correction',
    'household-details-change',
    'household-relation-correction',
    'household-guardian-change',
  ],
  ending: [
    'household-death',
    'household-death-abroad',
    'household-declared-dead',
    'household-declared-alive',
    'household-cancel-enlist',
    'household-cancel-settled-abroad',
    'household-cancel-nationality',
    'household-cancel-duplicate',
  ],
  other: [],
} as const satisfies Record<string, readonly string[]>;

export type HouseholdSection = keyof typeof householdSections;

/** The items of each section in the order people ask for them; sections without an item are left out. */
export function inSections<Item extends { code: string }>(items: readonly Item[]): { section: HouseholdSection; items: Item[] }[] {
  const listed = new Set<string>(Object.values(householdSections).flat());
  const others = items.filter((item) => !listed.has(item.code));
  return (Object.keys(householdSections) as HouseholdSection[])
    .map((section) => ({
      section,
      items: section === 'other' ? others : householdSections[section].flatMap((code) => items.find((item) => item.code === code) ?? []),
    }))
    .filter((part) => part.items.length > 0);
}
