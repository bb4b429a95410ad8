import type { CatalogueStep, StoredVersion } from '../../shared/rules/catalogue-plan';
import type { ProcedureNotice } from '../../shared/rules/procedure';
import type { SearchEntry, WordGroups } from '../../shared/rules/search';
import type { ServiceItem } from '../../shared/rules/service-item';
import { type Db, json } from '../client';

/** Every version of every item, and whether people hold it or have been told of it (then it can no longer change). */
export async function storedVersions(db: Db): Promise<StoredVersion[]> {
  return db<StoredVersion[]>`
    select content, (
      exists (select from checklist c where c.item_code = i.code and c.item_version = i.version)
      or exists (select from checklist_change k join checklist c on c.id = k.checklist_id
        where c.item_code = i.code and k.to_version = i.version and (k.change is not null or k.needs_answers))) as "isHeld"
    from service_item i order by code, version`;
}

/** Keeps new checklists out until the transaction ends, so that nobody comes to hold a version while it is being corrected. */
export async function holdChecklists(tx: Db): Promise<void> {
  await tx`lock table checklist in share row exclusive mode`;
}

/** Writes one version, new or corrected. */
export async function saveVersion(tx: Db, item: ServiceItem, searchKeys: SearchEntry, digest: string): Promise<void> {
  await tx`
    insert into service_item (code, version, effective_from, effective_until, name, category, branch, minutes_at_window, content, search_keys, digest)
    values (${item.code}, ${item.version}, ${item.effectiveFrom}, ${item.effectiveUntil}, ${item.name}, ${item.category}, ${item.branch},
      ${item.minutesAtWindow}, ${json(tx, item)}, ${json(tx, searchKeys)}, ${digest})
    on conflict (code, version) do update set effective_from = excluded.effective_from, effective_until = excluded.effective_until, name = excluded.name,
      category = excluded.category, branch = excluded.branch, minutes_at_window = excluded.minutes_at_window, content = excluded.content,
      search_keys = excluded.search_keys, digest = excluded.digest`;
  // What an earlier text of this version would have changed on a list is looked at again; a version that somebody was told of never comes here.
  await tx`
    delete from checklist_change k using checklist c where c.id = k.checklist_id and c.item_code = ${item.code} and k.to_version = ${item.version}`;
}

/** Sets or lifts the last day of a version; its rules stay as they are. */
export async function setEffectiveUntil(tx: Db, code: string, version: number, until: string | null): Promise<void> {
  await tx`
    update service_item set effective_until = ${until}, content = jsonb_set(content, '{effectiveUntil}', ${json(tx, until)})
    where code = ${code} and version = ${version}`;
}

export type CatalogueLoad = { id: number; loadedAt: string; loadedBy: string; source: string; digest: string; changes: CatalogueStep[] };

/** Records a load; answers its number. */
export async function insertLoad(tx: Db, load: Omit<CatalogueLoad, 'id'>): Promise<number> {
  const [row] = await tx<{ id: number }[]>`
    insert into catalogue_load (loaded_at, loaded_by, source, digest, changes)
    values (${load.loadedAt}, ${load.loadedBy}, ${load.source}, ${load.digest}, ${json(tx, load.changes)}) returning id`;
  return row?.id ?? 0;
}

/** The loads, newest first. */
export async function catalogueLoads(db: Db, limit: number): Promise<CatalogueLoad[]> {
  return db<CatalogueLoad[]>`
    select id, loaded_at as "loadedAt", loaded_by as "loadedBy", source, digest, changes from catalogue_load order by id desc limit ${limit}`;
}

/** What files of the catalogue may name: the halls and units of this database. */
export async function knownPlaces(db: Db): Promise<{ halls: string[]; units: string[] }> {
  const halls = await db<{ id: string }[]>`select id from hall order by id`;
  const units = await db<{ id: string }[]>`select id from unit order by id`;
  return { halls: halls.map(({ id }) => id), units: units.map(({ id }) => id) };
}

/** Brings the notices of matters without an entry to what the files say; answers how many were written and how many are gone. */
export async function saveProcedures(
  tx: Db,
  procedures: readonly { notice: ProcedureNotice; searchKeys: SearchEntry; digest: string }[],
): Promise<{ written: number; removed: number }> {
  let written = 0;
  for (const { notice, searchKeys, digest } of procedures) {
    const rows = await tx`
      insert into procedure_notice (code, unit_id, content, search_keys, digest)
      values (${notice.code}, ${notice.unit}, ${json(tx, notice)}, ${json(tx, searchKeys)}, ${digest})
      on conflict (code) do update set unit_id = excluded.unit_id, content = excluded.content, search_keys = excluded.search_keys, digest = excluded.digest
      where procedure_notice.digest <> excluded.digest returning 1`;
    written += rows.length;
  }
  const gone = await tx`delete from procedure_notice where code <> all(${procedures.map(({ notice }) => notice.code)}::text[]) returning 1`;
  return { written, removed: gone.length };
}

/** Words that mean the same to people who search. */
export async function saveWordGroups(tx: Db, groups: WordGroups): Promise<void> {
  await tx`insert into setting (name, value) values ('word_groups', ${json(tx, groups)}) on conflict (name) do update set value = excluded.value`;
}

/** How many there would be to write and to remove, for a dry run. */
export async function procedureDigests(db: Db): Promise<Map<string, string>> {
  const rows = await db<{ code: string; digest: string }[]>`select code, digest from procedure_notice`;
  return new Map(rows.map(({ code, digest }) => [code, digest]));
}

export type ProcedureEntry = { content: ProcedureNotice; searchKeys: SearchEntry };

/** Notices of matters that have no entry yet; what has become an item is found as the item. */
export async function openProcedures(db: Db): Promise<ProcedureEntry[]> {
  return db<ProcedureEntry[]>`
    select content, search_keys as "searchKeys" from procedure_notice where content->>'item' is null order by code`;
}

/** One notice with the name of its unit. */
export async function procedureByCode(db: Db, code: string): Promise<(ProcedureNotice & { unitName: string }) | null> {
  const [row] = await db<{ content: ProcedureNotice; unitName: string }[]>`
    select p.content, u.name as "unitName" from procedure_notice p join unit u on u.id = p.unit_id where p.code = ${code}`;
  return row ? { ...row.content, unitName: row.unitName } : null;
}
