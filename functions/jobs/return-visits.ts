import type { Database, Tx } from '../../db/client';
import { returnById, returnCandidates, type ReturnRow, returnsToAsk, returnsToEntrust, returnsToList } from '../../db/queries/return-visits';
import { returnListedAt, whoReturns } from '../../shared/rules/return-visit';
import type { Settings } from '../../shared/rules/settings';
import type { NoticeKind } from '../../shared/text/notices';
import type { Room } from '../call';
import { notify } from '../notify';
import { stepReturn, whoIsAsked } from '../return-visits';
import { currentSettings } from '../settings';

const batch = 200;

type Done = Record<'returnsAsked' | 'returnsListed' | 'returnsEntrusted', number>;
type Round = { settings: Settings; now: string };

/**
 * E2: asks in the app once a request is closed, puts on somebody's telephone list what is not answered in time, and looks again for somebody where
 * there was nobody but who handled it. Each is looked at again under its lock, so any number of runs at once do each thing once.
 */
export async function returnVisits({ database }: Room, now: string): Promise<Done> {
  const round = { settings: await currentSettings(database), now };
  const done: Done = { returnsAsked: 0, returnsListed: 0, returnsEntrusted: 0 };
  for (const id of await returnsToAsk(database, now, batch)) if (await each(database, id, round, ask)) done.returnsAsked += 1;
  for (const id of await returnsToList(database, now, batch)) if (await each(database, id, round, list)) done.returnsListed += 1;
  for (const id of await returnsToEntrust(database, batch)) if (await each(database, id, round, entrust)) done.returnsEntrusted += 1;
  return done;
}

const each = (database: Database, id: string, round: Round, step: (tx: Tx, row: ReturnRow, round: Round) => Promise<boolean>): Promise<boolean> =>
  database.begin(async (tx) => {
    const row = await returnById(tx, id, 'lock');
    return row !== null && step(tx, row, round);
  });

const byService = ({ settings, now }: Round) => ({ actorId: null, now, settings });

async function ask(tx: Tx, row: ReturnRow, round: Round): Promise<boolean> {
  const { now, settings } = round;
  if (row.status !== 'asked' || row.askedAt !== null) return false;
  await stepReturn(tx, row, 'ask', null, { askedAt: now, listAt: returnListedAt(now, settings) }, byService(round));
  const personId = await whoIsAsked(tx, row);
  if (personId !== null) await tell(tx, row, 'return_asked', personId, now);
  return true;
}

async function list(tx: Tx, row: ReturnRow, round: Round): Promise<boolean> {
  const { now } = round;
  if (row.status !== 'asked') return false;
  const returnerId = await whoCalls(tx, row);
  await stepReturn(tx, row, 'list', null, { listedAt: now, returnerId }, byService(round));
  if (returnerId !== null) await tell(tx, row, 'staff_return_listed', returnerId, now);
  return true;
}

async function entrust(tx: Tx, row: ReturnRow, round: Round): Promise<boolean> {
  if (row.status !== 'listed' || row.returnerId !== null) return false;
  const returnerId = await whoCalls(tx, row);
  if (returnerId === null) return false;
  await stepReturn(tx, row, 'entrust', null, { returnerId }, byService(round));
  await tell(tx, row, 'staff_return_listed', returnerId, round.now);
  return true;
}

const whoCalls = async (tx: Tx, row: ReturnRow): Promise<string | null> => whoReturns(await returnCandidates(tx, row.unitId, row.unitPath), row);

const tell = (tx: Tx, { id, number, title }: ReturnRow, kind: NoticeKind, personId: string, now: string): Promise<void> =>
  notify(tx, { personId, kind, subjectId: id, facts: { number, title }, now });
