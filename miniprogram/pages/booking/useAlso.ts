import { useState } from 'react';
import { useRead } from '../../query';
import { useSession } from '../../session';
import type { OwnChecklist } from './AlsoItems';

export type Also = {
  /** Checklists of other items that this hall takes; empty while nobody has signed in. */
  lists: OwnChecklist[];
  most: number;
  chosen: string[];
  choose: (codes: string[]) => void;
  /** At the window, of all items together; null while the first one's list is being read. */
  minutes: number | null;
};

/** What else a person does in the visit to a hall for which this checklist is booked (C6); `relativeId` empty for the person. */
export function useAlso(code: string, hallId: string, relativeId: string): Also {
  const { signedIn } = useSession();
  const [chosen, choose] = useState<string[]>([]);
  const first = useRead('checklists.read', { code }).data;
  const mine = useRead('checklists.mine', relativeId ? { relativeId } : {}, { keep: false, enabled: signedIn, refreshSeconds: 30 }).data;
  const lists = (mine?.checklists ?? []).filter(({ itemCode, halls }) => first && itemCode !== first.itemCode && halls.includes(hallId));
  const kept = lists.filter((list) => chosen.includes(list.code));
  const minutes = first ? kept.reduce((sum, list) => sum + list.minutes, first.content.minutesAtWindow) : null;
  return { lists, most: mine?.most ?? 1, chosen: kept.map((list) => list.code), choose, minutes };
}
