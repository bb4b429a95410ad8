import * as z from 'zod/mini';
import { caseCategories } from '../../shared/rules/case-flow';
import { ownContent, readContent } from './read-file';

const words = z.string().check(z.trim(), z.minLength(2));
/** Of people.json, enterprises.json, units.json. */
const key = z.string().check(z.regex(/^[a-z0-9][a-z0-9_-]{0,63}$/));

const lifeFile = z.strictObject({
  conference: z.strictObject({
    enterprise: key,
    filedBy: key,
    contactedBy: key,
    owner: key,
    convenedBy: key,
    category: z.enum(caseCategories),
    title: words,
    body: words,
    place: words,
    contact: words,
    units: z.array(key),
    questions: words,
    opinion: z.strictObject({ by: key, text: words }),
    attended: z.array(key),
    decision: words,
    outward: words,
    task: z.strictObject({ what: words, owner: key, workingDays: z.int() }),
  }),
  round: z.strictObject({
    plannedBy: key,
    team: z.array(key),
    leavesAt: words,
    equipment: z.array(words),
    visits: z.array(
      z.strictObject({
        enterprise: key,
        askedBy: key,
        people: z.int(),
        address: words,
        point: z.strictObject({ latitude: z.number(), longitude: z.number() }),
        note: words,
      }),
    ),
  }),
  groupList: z.strictObject({
    enterprise: key,
    uploadedBy: key,
    item: key,
    answers: z.record(z.string(), z.union([z.string(), z.number()])),
    people: z.array(z.strictObject({ name: words, idNumber: words })),
  }),
});

export type DemoLife = z.output<typeof lifeFile>;

/** What the demonstration's people have done already when it is first started. Throws ContentError when the file is wrong. */
export const demoLife = (): DemoLife => readContent(ownContent, 'demo/life.json', lifeFile);
