import { readFileSync, writeFileSync } from 'node:fs';
import type { ProcedureNotice } from '../../shared/rules/procedure';
import type { Day } from '../../shared/rules/shanghai';
import type { ItemFile } from './item-file';
import { parseContent } from './read-file';
import { procedureFile } from './procedure-file';

const unsure = '由办事须知转来，尚未核对';

/**
 * The item file a notice becomes: all that the notice says, and what it does not say filled in so that the file is valid and marked to be
 * confirmed. `today` is the Shanghai date from which it would hold.
 */
export function itemSkeleton(notice: ProcedureNotice, code: string, branch: ItemFile['branch'], today: Day): ItemFile {
  return {
    code,
    version: 1,
    effectiveFrom: today,
    name: notice.name,
    category: 'handling',
    branch,
    summary: notice.summary,
    conditions: ['符合办理条件的个人和单位'],
    basis: [],
    modes: ['window'],
    feeText: '请向受理单位确认',
    promisedWorkingDays: 0,
    statutoryWorkingDays: null,
    statutoryText: '没有核对到法定时限',
    minutes: 15,
    halls: 'all',
    synonyms: notice.synonyms,
    lifeEvents: [],
    verify: [
      ...notice.verify,
      { about: '分类、办理条件、依据、费用', reason: unsure },
      { about: '承诺时限、窗口用时、受理的大厅', reason: unsure },
      { about: '材料的份数和收件要点', reason: unsure },
    ],
    questions: [],
    materials: notice.bring.map((name, index) => ({
      id: `material_${index + 1}`,
      name,
      originals: 1,
      checkpoints: ['材料真实、清楚、在有效期内'],
      source: '申请人自备',
    })),
    notes: notice.steps.map((text, index) => ({ id: `step_${index + 1}`, text })),
    refusals: [],
    fees: [],
    form: [],
  };
}

/** Lets the notice in this file lead to the item it has become. */
export function linkProcedure(file: string, item: string): void {
  const content = parseContent(readFileSync(file), file, procedureFile);
  writeFileSync(file, `${JSON.stringify({ ...content, item }, null, 2)}\n`);
}
