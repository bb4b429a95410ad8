import type { Tx } from '../../db/client';
import type { CaseRecord } from '../../db/queries/cases';
import type { Actor } from '../../shared/rules/roles';
import type { Settings } from '../../shared/rules/settings';
import type { Room } from '../call';
import { type DeskDetail, deskDetail } from './view';

type DeskCall = Pick<Room, 'database' | 'sealer'> & {
  actor: Actor;
  now: string;
  settings: Settings;
  write(effect: (tx: Tx) => Promise<DeskDetail>): Promise<DeskDetail>;
};

/** One step of staff in one transaction, answered with the case as it then stands. */
export function deskStep(call: DeskCall, effect: (tx: Tx) => Promise<CaseRecord>): Promise<DeskDetail> {
  return call.write(async (tx) => deskDetail(call, tx, await effect(tx), call));
}
