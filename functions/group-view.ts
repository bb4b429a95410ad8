import type { Db } from '../db/client';
import { type GroupListRow, peopleOfGroup, placesOfGroup, unplacedOfGroup } from '../db/queries/groups';
import { refuse } from '../shared/contract/errors';
import type { Output } from '../shared/contract/index';
import { reachesUnit } from '../shared/rules/access';
import { availableAppointmentActions } from '../shared/rules/appointment-flow';
import type { Actor, StaffRole } from '../shared/rules/roles';
import type { Settings } from '../shared/rules/settings';

/** Who of the unit books for a firm. */
const forFirms: readonly StaffRole[] = ['officer', 'liaison', 'handler', 'unit_head'];

/** A list as one line. */
export function groupRow({ id, itemName, madeAt, people, done, visitId }: GroupListRow): Output<'groups.list'>['groups'][number] {
  return { id, itemName, madeAt, people, done, visitId };
}

/** A list of the actor's own firm, or of a firm of the actor's unit; another answers as if it were not there. */
export function groupWithin(actor: Actor, found: GroupListRow | null): GroupListRow {
  if (!found) return refuse('not_found');
  const isMember = actor.enterprises.some(({ enterpriseId }) => enterpriseId === found.enterpriseId);
  return isMember || reachesUnit(actor, forFirms, found.unitPath) ? found : refuse('not_found');
}

/** A list with what came of it for each person. */
export async function groupView(db: Db, found: GroupListRow, { now, settings }: { now: string; settings: Settings }): Promise<Output<'groups.read'>> {
  const places = new Map((await placesOfGroup(db, found.id)).map(({ seq, ...place }) => [seq, place]));
  const people = await peopleOfGroup(db, found.id);
  const list = people.map((one) => {
    const place = places.get(one.seq);
    const mayCancel = place !== undefined && availableAppointmentActions(place, 'applicant', now, settings).includes('cancel');
    return { ...one, place: place ? { ...place, mayCancel } : null };
  });
  return { ...groupRow(found), toPlace: (await unplacedOfGroup(db, found.id)).length, list };
}
