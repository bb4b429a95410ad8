import type { Seeded } from '../seeded';

const nothing = "refuse('not_found')";

/**
 * The source with the handlers' checks switched off where the wall stands behind them: each takes any row that the database gives. With the wall
 * up the matrix must stay clean on these endpoints; with it down it must not.
 */
export const checksOff: (Seeded & { only: string[] })[] = [
  {
    name: 'appointments: whose it is',
    only: ['appointments.read', 'appointments.cancel', 'appointments.move', 'rebookings.', 'explanations.give'],
    edits: ['appointments', 'rebookings'].map((file) => ({
      file: `functions/handlers/${file}.ts`,
      find: `if (!row || !(await mayManage(db, row, personId))) ${nothing};`,
      put: `if (!row) ${nothing};`,
    })),
  },
  {
    name: 'questions: who asked',
    only: ['consultations.'],
    edits: [
      {
        file: 'functions/handlers/consultations.ts',
        find: `return row?.askerId === actor.personId ? row : ${nothing};`,
        put: `return row ?? ${nothing};`,
      },
    ],
  },
  {
    name: 'questions: whose desk',
    only: ['consultationDesk.'],
    edits: [
      {
        file: 'functions/handlers/consultations.ts',
        find: `return row && seesConsultationAsStaff(actor, row) ? row : ${nothing};`,
        put: `return row ?? ${nothing};`,
      },
    ],
  },
  {
    name: 'complaints: who filed',
    only: ['complaints.'],
    edits: [
      {
        file: 'functions/handlers/complaints.ts',
        find: `return row && row.personId === actor.personId ? row : ${nothing};`,
        put: `return row ?? ${nothing};`,
      },
    ],
  },
  {
    name: 'complaints: whose desk',
    only: ['complaintDesk.'],
    edits: [
      {
        file: 'functions/handlers/complaints.ts',
        find: `return row && mayHandleComplaint(actor, row) ? row : ${nothing};`,
        put: `return row ?? ${nothing};`,
      },
    ],
  },
  {
    name: 'the inbox: whose',
    only: ['notices.'],
    edits: [
      {
        file: 'db/queries/notices.ts',
        find: `from notice where person_id = \${personId} order by`,
        put: `from notice where \${personId} <> '' order by`,
      },
      {
        file: 'db/queries/notices.ts',
        find: `where id = \${id} and person_id = \${personId} returning 1`,
        put: `where id = \${id} and \${personId} <> '' returning 1`,
      },
    ],
  },
  {
    name: 'held words: whose desk',
    only: ['textChecks.'],
    edits: [
      {
        file: 'functions/handlers/text-checks.ts',
        find: `if (!row || row.authorId === actor.personId || !reachesUnit(actor, textCheckRoles, row.unitPath)) return ${nothing};`,
        put: `if (!row) return ${nothing};`,
      },
    ],
  },
  {
    name: 'photos: who may see',
    only: ['files.'],
    edits: [
      {
        file: 'functions/handlers/files.ts',
        find: `if (!place || !(await mayRead(call, place, call.actor))) return ${nothing};`,
        put: `if (!place) return ${nothing};`,
      },
      {
        file: 'functions/handlers/files.ts',
        find: `if (!place || place.ownerId !== call.actor.personId || !(await removeFile(tx, id, call.now))) return ${nothing};`,
        put: `if (!place || !(await removeFile(tx, id, call.now))) return ${nothing};`,
      },
    ],
  },
];

/** Defects of the wall itself, looked for with the checks off; `breach` is what the owner of the database does. */
export const breaches: (Seeded & { only: string[]; breach?: string })[] = [
  {
    name: 'a table without a policy',
    only: ['appointments.read'],
    edits: [],
    breach: 'drop policy wall on appointment; alter table appointment disable row level security',
  },
  {
    name: 'a policy that lets everybody in',
    only: ['consultations.read'],
    edits: [],
    breach: 'drop policy wall on consultation; create policy wall on consultation using (true)',
  },
  {
    name: 'who asked first on a connection is who asks for good',
    only: ['appointments.read'],
    edits: [
      {
        file: 'db/client.ts',
        find: 'const before = { statement: saysWhoAsks, parameters };',
        put: 'const before: { statement: string; parameters: string[] } = ((globalThis as { kept?: never }).kept ??= { statement: saysWhoAsks, parameters } as never);',
      },
    ],
  },
];
