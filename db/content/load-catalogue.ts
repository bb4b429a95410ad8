import { createHash } from 'node:crypto';
import { type CatalogueStep, canonical, planCatalogue } from '../../shared/rules/catalogue-plan';
import type { ServiceItem } from '../../shared/rules/service-item';
import type { Instant } from '../../shared/rules/shanghai';
import { shanghaiDay } from '../../shared/rules/shanghai';
import type { Db, Tx } from '../client';
import {
  holdChecklists,
  insertLoad,
  procedureDigests,
  saveProcedures,
  saveVersion,
  saveWordGroups,
  setEffectiveUntil,
  storedVersions,
} from '../queries/catalogue';
import { knowledgeDigests, saveKnowledge } from '../queries/knowledge';
import { queueLetter } from '../queries/outbox';
import type { Catalogue } from './catalogue';
import { namedId } from './demo-id';

// Two loads at once run one after the other; a second sees what the first has stored.
const loadLock = 771_002;

type Changed = { written: number; removed: number };
export type CataloguePlan = { steps: CatalogueStep[]; procedures: Changed; knowledge: Changed };

/** Some items were refused, so nothing was written. */
export class LoadRefused extends Error {
  constructor(readonly steps: CatalogueStep[]) {
    super('the catalogue was not loaded');
  }
}

/** Without `knowledge` the answer base stays as it is. */
type Files = Pick<Catalogue, 'items' | 'procedures'> & Partial<Pick<Catalogue, 'groups' | 'knowledge'>>;

/** What loading would do now; changes nothing. */
export async function planLoad(db: Db, { items, procedures, knowledge }: Files, now: Instant): Promise<CataloguePlan> {
  const steps = planCatalogue(await storedVersions(db), items, shanghaiDay(now));
  return {
    steps,
    procedures: changesOf(procedures, await procedureDigests(db)),
    knowledge: knowledge ? changesOf(knowledge, await knowledgeDigests(db)) : { written: 0, removed: 0 },
  };
}

function changesOf(content: readonly { code: string }[], stored: ReadonlyMap<string, string>): Changed {
  const codes = new Set(content.map(({ code }) => code));
  return {
    written: content.filter((one) => stored.get(one.code) !== digestOf(one)).length,
    removed: [...stored.keys()].filter((code) => !codes.has(code)).length,
  };
}

/**
 * Loads the catalogue in the caller's transaction: versions, last days, procedures, word groups, the record of the load, and one letter for each new version
 * of an item that people know already, by which its holders are told (functions/jobs/catalogue-change.ts). With `refused: 'stop'` one refused item
 * keeps all from being loaded (LoadRefused); with 'leave' it stays as stored.
 */
export async function loadCatalogue(
  tx: Tx,
  { items, procedures, knowledge, groups }: Files,
  load: { now: Instant; by: string; source: string; refused: 'stop' | 'leave' },
): Promise<CataloguePlan & { id: number }> {
  await tx`select pg_advisory_xact_lock(${loadLock})`;
  let steps = planCatalogue(await storedVersions(tx), items, shanghaiDay(load.now));
  if (steps.some((step) => step.does === 'correct')) {
    await holdChecklists(tx);
    steps = planCatalogue(await storedVersions(tx), items, shanghaiDay(load.now));
  }
  if (load.refused === 'stop' && steps.some((step) => step.does === 'refuse')) throw new LoadRefused(steps);
  // Its pinyin dictionary takes longer to load than everything else; a second start does not need it.
  const { searchEntry, procedureEntry, knowledgeKeys } = await import('./search-entry');
  const byCode = new Map(items.map((item) => [item.code, item]));
  for (const step of steps) {
    const item = byCode.get(step.code);
    if (!item) continue;
    if (step.does === 'end') await setEffectiveUntil(tx, step.code, step.version, step.effectiveUntil);
    if (step.does === 'add' || step.does === 'raise' || step.does === 'correct') await saveVersion(tx, item, searchEntry(item), itemDigest(item));
    if (step.does === 'raise' || step.does === 'correct') await queueChange(tx, item, step.does === 'raise' ? step.fromVersion : null, load.now);
  }
  const changed = await saveProcedures(
    tx,
    procedures.map((notice) => ({ notice, searchKeys: procedureEntry(notice), digest: digestOf(notice) })),
  );
  const answers = knowledge
    ? await saveKnowledge(
        tx,
        knowledge.map((entry) => ({ entry, searchKeys: knowledgeKeys(entry), digest: digestOf(entry) })),
        load.now,
      )
    : { written: 0, removed: 0 };
  if (groups) await saveWordGroups(tx, groups);
  const id = await insertLoad(tx, {
    loadedAt: load.now,
    loadedBy: load.by,
    source: load.source,
    digest: digestOf([items, procedures, knowledge ?? null, groups ?? null]),
    changes: steps.filter((step) => step.does !== 'keep'),
  });
  return { steps, procedures: changed, knowledge: answers, id };
}

/** A corrected version is told of anew: whoever holds an earlier one was found untouched by its former text. */
async function queueChange(tx: Tx, item: ServiceItem, fromVersion: number | null, now: Instant): Promise<void> {
  if (item.version === 1) return;
  const { code, version: toVersion, effectiveFrom } = item;
  await queueLetter(tx, {
    id: namedId('out', `catalogue_changed ${code} ${toVersion} ${now}`),
    kind: 'catalogue_changed',
    payload: { code, fromVersion: fromVersion ?? toVersion - 1, toVersion, effectiveFrom },
    now,
  });
}

/** The digest of what a version says; its last day is not part of it. */
function itemDigest({ effectiveUntil, ...content }: ServiceItem): string {
  return digestOf(content);
}

/** SHA-256 of a value, the same whatever the order of its keys. */
export function digestOf(content: unknown): string {
  return createHash('sha256').update(canonical(content)).digest('hex');
}
