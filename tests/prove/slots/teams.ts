import type { Database } from '../../../db/client';
import { addDays, shanghaiDay } from '../../../shared/rules/shanghai';
import type { CaseTown } from '../../support/case-town';
import { testNow } from '../../support/test-city';
import { type Client, requestOf } from './client';
import type { Ground } from './ledger';
import { Wire } from './wire';

/** A visit at the door that was agreed to (D9); planned while it has a plan. One client at a time has it in hand. */
export type DoorVisit = { id: string; planId: string | null; ground: Ground | null };
/** What visits are planned with: a day of somebody of the team is one place, which goes to one round. */
export type Teams = { days: (Ground & { memberId: string; date: string })[]; liaison: { id: string; token: string } };

const daysOfTeams = 2;

export async function someTeams({ liaison, handler, secondHandler }: CaseTown): Promise<Teams> {
  const days: Teams['days'] = [];
  for (const { id: memberId } of [handler, secondHandler]) {
    for (let n = 0; n < daysOfTeams; n++) {
      const date = addDays(shanghaiDay(testNow), 8 + n);
      days.push({ slotId: `${memberId} on ${date}`, hallId: '', places: 1, kind: 'public', memberId, date });
    }
  }
  return { days, liaison };
}

/** Visits that firms have asked for and the liaison has agreed to, over HTTP; each of a firm of its own, since two teams never go to one. */
export async function someVisits(db: Database, port: number, count: number, { town, unitId, liaison, employee }: CaseTown): Promise<DoorVisit[]> {
  await db`
    insert into enterprise (id, uscc, name, town, unit_id, liaison_id)
    select 'visit-firm-' || n, 'visit-firm-' || n, '第' || n || '家', ${town}, ${unitId}, ${liaison.id} from generate_series(1, ${count}) n`;
  await db`
    insert into enterprise_member (enterprise_id, person_id, role, joined_at)
    select 'visit-firm-' || n, ${employee.id}, 'employee', ${testNow} from generate_series(1, ${count}) n`;
  const wire = new Wire(port);
  const asked = { kind: 'acceptance', need: 'many_people', people: 40, address: '创新路 8 号', opens: '09:00', closes: '17:30' } as const;
  const visits: DoorVisit[] = [];
  for (let n = 1; n <= count; n++) {
    const point = { latitude: 23.03, longitude: 113.76 };
    const answer = await wire.request(requestOf('visits.ask', { ...asked, enterpriseId: `visit-firm-${n}`, point }, employee));
    const { id } = JSON.parse(answer?.text ?? '{}') as { id: string };
    const decided = await wire.request(requestOf('visitDesk.decide', { id, approve: true }, liaison));
    if (decided?.status !== 200) throw new Error(`a visit was not agreed to: ${answer?.text} ${decided?.text}`);
    visits.push({ id, planId: null, ground: null });
  }
  return visits;
}

export async function planRound(client: Client, visit: DoorVisit, { days, liaison }: Teams, way: string): Promise<void> {
  const { ledger } = client.field;
  const ground = client.any(days);
  const input = { day: ground.date, leavesAt: '08:45', visitIds: [visit.id], memberIds: [ground.memberId], equipment: [] };
  const reply = await client.send('visitDesk.plan', input, liaison, way);
  if (reply.body) {
    visit.planId = reply.body.id;
    visit.ground = ground;
    ledger.taken(ground.slotId, reply, `${way} ${visit.id}`);
  } else if (reply.code === 'member_taken') ledger.full(ground.slotId, reply, `${way} ${visit.id}`);
}

export async function callOff(client: Client, visit: DoorVisit, { liaison }: Teams, way: string): Promise<void> {
  if (!visit.planId || !visit.ground) return;
  const reply = await client.send('visitDesk.cancelPlan', { id: visit.planId, reason: '车辆故障' }, liaison, way);
  if (!reply.body) return;
  client.field.ledger.opened(visit.ground.slotId, reply, `${way} ${visit.id}`);
  visit.planId = null;
  visit.ground = null;
}
