import { asSystem } from '../scope';
import writeXlsxFile from 'write-excel-file/node';
import { type DemoLife, demoLife } from '../../db/content/demo-life';
import { demoPersonId } from '../../db/content/load';
import { actorOfPerson } from '../../db/queries/sessions';
import { claimOnce } from '../../db/queries/sweep';
import { Refusal } from '../../shared/contract/errors';
import type { Input, Output } from '../../shared/contract/index';
import { type EndpointName, routes } from '../../shared/contract/routes';
import { addDays, later, shanghaiDay } from '../../shared/rules/shanghai';
import { isWorked } from '../../shared/rules/work-calendar';
import { errorWords } from '../../shared/text/errors';
import { groupHeaders, groupSheetName } from '../../shared/text/groups';
import { currentCalendar } from '../calendar';
import type { Call, Room } from '../call';
import { handlerOf } from '../handlers/index';
import { currentSettings } from '../settings';

/** Does for a person of the demonstration what the person would do by tapping, `minutesAgo` before now. */
type Do = <Name extends EndpointName>(who: string, name: Name, input: Input<Name>, minutesAgo?: number) => Promise<Output<Name>>;

/**
 * What has happened already when the demonstration is first started: a conference with its task, a round to three firms, a list of employees. Once
 * in the life of an installation, also by two processes at once; made by the handlers that people's taps reach. A part that cannot be (a year
 * whose work calendar is not out yet) is left out, a line for each in the answer.
 */
export async function loadDemoLife(given: Room): Promise<string[]> {
  const room = { ...given, database: asSystem(given.database, 'stands') };
  const now = room.ports.clock.now();
  if (!(await claimOnce(room.database, 'demo_life', now))) return [];
  const life = demoLife();
  const act = actor(room, now);
  const left: string[] = [];
  for (const part of [() => conference(act, life, now), () => round(room, act, life, now), () => groupList(act, life)]) {
    try {
      await part();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      left.push(errorWords[error.code]);
    }
  }
  return left;
}

function actor(room: Room, now: string): Do {
  return async <Name extends EndpointName>(who: string, name: Name, input: Input<Name>, minutesAgo = 0) => {
    const { method, path } = routes[name];
    const call = {
      ...room,
      name,
      input,
      actor: await actorOfPerson(room.database, demoPersonId(who)),
      sessionId: null,
      session: { secondFactorUntil: null },
      now: later(now, -minutesAgo * 60_000),
      settings: await currentSettings(room.database),
      key: '',
      bodyHash: new Uint8Array(),
      request: { method, path, headers: new Headers(), body: '' },
      write: (effect: (tx: never) => Promise<unknown>) => room.database.begin((tx) => effect(tx as never)),
    };
    const handler = await handlerOf<EndpointName>(name);
    return (await handler(call as unknown as Call<EndpointName>)) as Output<Name>;
  };
}

async function conference(act: Do, { conference: told }: DemoLife, now: string): Promise<void> {
  const { enterprise, category, title, body, units, questions, place, decision, outward, task } = told;
  const { id } = await act(told.filedBy, 'cases.file', { enterpriseId: enterprise, category, title, body }, 300);
  await act(told.contactedBy, 'desk.contact', { id, text: told.contact }, 280);
  await act(told.owner, 'desk.accept', { id }, 270);
  const startsAt = later(now, -120 * 60_000);
  const { conferences } = await act(told.convenedBy, 'conferences.convene', { id, unitIds: units, questions, place, startsAt }, 240);
  const convened = conferences[0]?.id ?? '';
  await act(told.opinion.by, 'conferences.opine', { id: convened, text: told.opinion.text }, 180);
  const tasks = [{ what: task.what, ownerId: demoPersonId(task.owner), due: { workingDays: task.workingDays } }];
  await act(told.convenedBy, 'conferences.decide', { id: convened, attendedIds: told.attended, decision, outward, tasks }, 60);
}

async function round({ database }: Room, act: Do, { round: told }: DemoLife, now: string): Promise<void> {
  const visitIds: string[] = [];
  for (const { enterprise, askedBy, ...said } of told.visits) {
    const asked = { ...said, enterpriseId: enterprise, kind: 'acceptance', need: 'many_people', opens: '08:30', closes: '18:00' } as const;
    const { id } = await act(askedBy, 'visits.ask', asked, 50);
    await act(told.plannedBy, 'visitDesk.decide', { id, approve: true }, 40);
    visitIds.push(id);
  }
  const calendar = await currentCalendar(database);
  const days = Array.from({ length: 14 }, (_, index) => addDays(shanghaiDay(now), index + 1));
  const day = days.find((one) => isWorked(calendar.day(one).kind)) ?? days[0] ?? shanghaiDay(now);
  const { leavesAt, equipment } = told;
  await act(told.plannedBy, 'visitDesk.plan', { day, leavesAt, visitIds, memberIds: told.team.map(demoPersonId), equipment });
}

async function groupList(act: Do, { groupList: told }: DemoLife): Promise<void> {
  const rows = [[groupHeaders.name, groupHeaders.idNumber], ...told.people.map(({ name, idNumber }) => [name, idNumber])];
  const cells = rows.map((row) => row.map((value) => ({ value, type: String })));
  const file = new Uint8Array(await writeXlsxFile(cells, { sheet: groupSheetName }).toBuffer());
  const sent = { file, enterpriseId: told.enterprise, itemCode: told.item, answers: JSON.stringify(told.answers) };
  const { problems } = await act(told.uploadedBy, 'groups.upload', sent, 30);
  if (problems.length > 0) throw new Error(`demo/life.json: ${JSON.stringify(problems)}`);
}
