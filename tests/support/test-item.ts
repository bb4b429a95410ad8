import type { Database } from '../../db/client';
import { loadCatalogue } from '../../db/content/load-catalogue';
import type { Interview } from '../../shared/rules/interview-types';
import type { ServiceItem } from '../../shared/rules/service-item';
import { anInterview, aChoice } from '../shared/an-interview';

export type ItemRules = Parameters<typeof anInterview>[0];

/** Whose rules the tests of a change start from: who comes, and a paper for an agent. */
export const firstRules: ItemRules = {
  questions: [aChoice('who', ['self', 'agent'])],
  materials: { card: '', letter: 'who = agent' },
};

/** An item of the catalogue with these rules. */
export function anItem(
  code: string,
  version: number,
  effectiveFrom: string,
  rules: ItemRules = firstRules,
  halls = ['guancheng', 'humen'],
): ServiceItem {
  const interview: Interview = { ...anInterview(rules), item: code, version, halls };
  return {
    code,
    version,
    effectiveFrom,
    effectiveUntil: null,
    name: '测试事项',
    category: 'household',
    branch: 'household',
    summary: '测试',
    conditions: ['本人'],
    basis: [],
    modes: ['window'],
    feeText: '免费',
    promisedWorkingDays: 7,
    statutoryWorkingDays: 20,
    statutoryText: '',
    minutesAtWindow: 10,
    halls,
    synonyms: ['测试'],
    lifeEvents: [],
    verify: [],
    interview,
    form: [],
  };
}

/** Loads these items as an editor would. */
export function loadItems(db: Database, now: string, ...items: ServiceItem[]) {
  return db.begin((tx) => loadCatalogue(tx, { items, procedures: [] }, { now, by: 'test', source: 'test', refused: 'stop' }));
}
