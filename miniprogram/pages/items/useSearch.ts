import type { Output } from '../../../shared/contract';
import type { ApiError } from '../../api';
import { type Read, useRead } from '../../query';
import { useSettled } from '../../settled';

type Item = Output<'items.search'>['items'][number];
type Procedure = Output<'items.search'>['procedures'][number];

export type Search = {
  /** Undefined while nothing has come yet. */
  items: Item[] | undefined;
  /** Matters without guided questions. */
  procedures: Procedure[];
  lifeEvents: string[];
  /** Searched by name only, among what the phone has kept. */
  isOffline: boolean;
  error: ApiError | null;
} & Pick<Read<unknown>, 'isOld' | 'asOf' | 'refresh'>;

/** Items that answer the words being typed; all of them without words; with `hallId` those of one hall. Without a network the kept list is searched by name. */
export function useSearch(typed: string, hallId?: string): Search {
  const query = useSettled(typed.trim());
  const here = hallId ? { hallId } : {};
  const all = useRead('items.search', here);
  const found = useRead('items.search', { query, ...here }, { enabled: query !== '', keep: false });
  const shown = query === '' ? all : found;
  const isOffline = query !== '' && Boolean(found.error) && Boolean(all.data);
  return {
    items: isOffline ? all.data?.items.filter((item) => item.name.includes(query) || item.summary.includes(query)) : shown.data?.items,
    procedures:
      (isOffline ? all.data?.procedures?.filter(({ name, summary }) => name.includes(query) || summary.includes(query)) : shown.data?.procedures) ??
      [],
    lifeEvents: all.data?.lifeEvents ?? [],
    isOffline,
    error: isOffline ? null : shown.error,
    isOld: !isOffline && shown.isOld,
    asOf: shown.asOf,
    refresh: shown.refresh,
  };
}
