import * as z from 'zod/mini';
import { patternProblem } from '../../shared/rules/calendar-change';
import { checkIdNumber } from '../../shared/rules/id-number';
import { enterpriseTiers } from '../../shared/rules/enterprise-flow';
import { type Branch, branches } from '../../shared/rules/service-item';
import { leaderOffices } from '../../shared/rules/through-train';
import { staffRoles } from '../../shared/rules/roles';
import { checkUscc } from '../../shared/rules/uscc';
import type { WorkCalendarData } from '../../shared/rules/work-calendar';
import { workCalendar } from '../../shared/rules/work-calendar';
import { documentProblems, usccProblems } from '../../shared/text/id-number';
import { openingProblemWords } from '../../shared/text/opening';
import { unitKinds } from '../../shared/rules/unit-kinds';
import { ContentError, type ContentProblem } from './content-error';
import { readContent } from './read-file';

/** Files about the city: its units, halls, work calendar, and the synthetic people and enterprises of the demonstration. */
const here = new URL('./', import.meta.url);

const words = z.string().check(z.trim(), z.minLength(1));
const key = z.string().check(z.regex(/^[a-z0-9][a-z0-9_-]{0,63}$/));
const clock = z.string().check(z.regex(/^([01]\d|2[0-4]):[0-5]\d$/));
const weight = z.int().check(z.minimum(0), z.maximum(100));

const unitsFile = z.array(
  z.strictObject({
    id: key,
    parent: z.nullable(key),
    kind: z.enum(unitKinds),
    /** The branch whose items this department owns. */
    branch: z.optional(z.enum(branches)),
    name: words,
    town: z.nullable(words),
    /** One of the 34 contact channels. */
    channel: z.boolean(),
    phone: words,
    hours: words,
    /** Key of the duty person in people.json. */
    duty: z.optional(key),
  }),
);

const frame = z.strictObject({
  from: clock,
  to: clock,
  staff: z.int().check(z.minimum(0), z.maximum(100)),
  on: z.optional(z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.minLength(1))),
  afterHours: z.optional(z.boolean()),
});

const opening = z.strictObject({
  slotMinutes: z.int().check(z.minimum(5), z.maximum(240)),
  minutesPerVisit: z.int().check(z.minimum(1), z.maximum(240)),
  shares: z.strictObject({ public: weight, green_channel: weight, enterprise: weight, walk_in: weight }),
  weekday: z.array(frame),
  weekend: z.array(frame),
});

const hallsFile = z.array(
  z.strictObject({
    id: key,
    unit: key,
    name: words,
    town: words,
    address: words,
    phone: words,
    latitude: z.number(),
    longitude: z.number(),
    counters: z.array(words).check(z.minLength(1)),
    opening,
  }),
);

const calendarFile = z.strictObject({
  note: words,
  years: z.array(z.strictObject({ year: z.int(), source: words })),
  exceptions: z.array(z.strictObject({ date: z.iso.date(), kind: z.enum(['holiday', 'makeup']), name: words })),
});

export const chooserRoles = ['citizen', 'principal', 'employee', ...staffRoles] as const;

const peopleFile = z.array(
  z.strictObject({
    key,
    /** With an openid the person can be chosen on the sign-in page; then role, description and number are given too. */
    openid: z.optional(words),
    name: words,
    role: z.optional(z.enum(chooserRoles)),
    description: z.optional(words),
    idNumber: z.optional(words),
    phone: words,
    staff: z.optional(z.array(z.strictObject({ unit: key, role: z.enum(staffRoles), hall: z.optional(key), counter: z.optional(words) }))),
    enterprises: z.optional(z.array(z.strictObject({ enterprise: key, role: z.enum(['principal', 'employee']) }))),
  }),
);

const enterprisesFile = z.array(
  z.strictObject({
    id: key,
    uscc: words,
    name: words,
    town: words,
    unit: key,
    liaison: z.optional(key),
    tier: z.optional(z.enum(enterpriseTiers)),
    throughTrain: z.optional(z.boolean()),
  }),
);

const leadersFile = z.array(z.strictObject({ id: key, office: z.enum(leaderOffices), name: words, charge: words }));

export type City = {
  leaders: z.output<typeof leadersFile>;
  units: z.output<typeof unitsFile>;
  halls: z.output<typeof hallsFile>;
  people: z.output<typeof peopleFile>;
  enterprises: z.output<typeof enterprisesFile>;
};

/** Ids of the halls and units of a content folder, for who only needs to know that they exist, and the branch of each department. */
export function readPlaces(root: URL = here): { halls: string[]; units: string[]; branches: ReadonlyMap<string, Branch> } {
  const halls = readContent(root, 'halls.json', hallsFile).map(({ id }) => id);
  const units = readContent(root, 'units.json', unitsFile);
  const branches = new Map(units.flatMap(({ id, branch }): [string, Branch][] => (branch === undefined ? [] : [[id, branch]])));
  return { halls, units: units.map(({ id }) => id), branches };
}

/** Reads the city's files and checks that what they name exists. Throws ContentError that lists every problem. */
export function readCity(root: URL = here): City {
  const city: City = {
    leaders: readContent(root, 'demo/leaders.json', leadersFile),
    units: readContent(root, 'units.json', unitsFile),
    halls: readContent(root, 'halls.json', hallsFile),
    people: readContent(root, 'demo/people.json', peopleFile),
    enterprises: readContent(root, 'demo/enterprises.json', enterprisesFile),
  };
  const problems: ContentProblem[] = [];
  const units = new Set(city.units.map((unit) => unit.id));
  const halls = new Set(city.halls.map((hall) => hall.id));
  const people = new Set(city.people.map((person) => person.key));
  const enterprises = new Set(city.enterprises.map((enterprise) => enterprise.id));
  const check = (file: string, path: string, name: string | null | undefined, known: ReadonlySet<string>, where: string) => {
    if (name != null && !known.has(name))
      problems.push({ file: `db/content/${file}`, path, problem: `${where}里没有“${name}”`, fix: '请检查拼写，或先在那里加上' });
  };
  city.units.forEach((unit, index) => {
    const before = new Set(city.units.slice(0, index).map((other) => other.id));
    check('units.json', `[${index}].parent`, unit.parent, before, 'units.json 的前面');
    check('units.json', `[${index}].duty`, unit.duty, people, 'demo/people.json');
  });
  for (const [index, hall] of city.halls.entries()) {
    check('halls.json', `[${index}].unit`, hall.unit, units, 'units.json');
    const wrong = patternProblem(hall.opening, hall.counters.length);
    if (wrong) problems.push({ file: 'db/content/halls.json', path: `[${index}].opening`, ...spoken(openingProblemWords[wrong]) });
  }
  city.people.forEach((person, index) => {
    for (const [at, held] of (person.staff ?? []).entries()) {
      check('demo/people.json', `[${index}].staff[${at}].unit`, held.unit, units, 'units.json');
      check('demo/people.json', `[${index}].staff[${at}].hall`, held.hall, halls, 'halls.json');
    }
    for (const [at, member] of (person.enterprises ?? []).entries()) {
      check('demo/people.json', `[${index}].enterprises[${at}].enterprise`, member.enterprise, enterprises, 'demo/enterprises.json');
    }
  });
  city.enterprises.forEach((enterprise, index) => {
    check('demo/enterprises.json', `[${index}].unit`, enterprise.unit, units, 'units.json');
    check('demo/enterprises.json', `[${index}].liaison`, enterprise.liaison, people, 'demo/people.json');
  });
  city.people.forEach((person, index) => {
    // Whether the birth lies ahead is judged when the file is loaded: only then is there a today.
    const number = person.idNumber === undefined ? null : checkIdNumber(person.idNumber, '9999-12-31');
    if (number && !number.ok)
      problems.push({ file: 'db/content/demo/people.json', path: `[${index}].idNumber`, ...spoken(documentProblems[number.problem]) });
  });
  city.enterprises.forEach((enterprise, index) => {
    const code = checkUscc(enterprise.uscc);
    if (!code.ok) problems.push({ file: 'db/content/demo/enterprises.json', path: `[${index}].uscc`, ...spoken(usccProblems[code.problem]) });
  });
  if (problems.length > 0) throw new ContentError(problems);
  return city;
}

/** A sentence “what is wrong，what to do。” as the two parts of a problem. */
function spoken(sentence: string): { problem: string; fix: string } {
  const [problem = '', fix = ''] = sentence.replace(/。$/, '').split('，请');
  return { problem, fix: `请${fix}` };
}

/** The work calendar as announced; its own contradictions are refused. Throws ContentError. */
export function readCalendarFile(root: URL = here): WorkCalendarData {
  const { years, exceptions } = readContent(root, 'calendar/work-calendar.json', calendarFile);
  try {
    workCalendar({ years, exceptions });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ContentError([
      { file: 'db/content/calendar/work-calendar.json', path: 'exceptions', problem: error.message, fix: '请对照国务院办公厅的放假安排核对该日' },
    ]);
  }
  return { years, exceptions };
}
