import type { Seeded } from '../seeded';

/** Seeded defects: the walk must go red on each, within the endpoints named. */
export const defects: (Seeded & { only: string[] })[] = [
  {
    name: 'an appointment is read by whoever knows its number',
    only: ['appointments.read'],
    edits: [
      {
        file: 'functions/handlers/appointments.ts',
        find: "if (!row || !(await mayManage(db, row, personId))) refuse('not_found');",
        put: "if (!row) refuse('not_found');",
      },
    ],
  },
  {
    name: 'somebody else’s place in line may be given up',
    only: ['waitList.leave'],
    edits: [
      {
        file: 'functions/handlers/wait-list.ts',
        find: "const entry = await waitEntryById(tx, call.input.id, 'lock');\n      if (!entry || !actsFor(entry, call.actor.personId)) refuse('not_found');",
        put: "const entry = await waitEntryById(tx, call.input.id, 'lock');\n      if (!entry) refuse('not_found');",
      },
    ],
  },
  {
    name: 'settings are open to heads as well',
    only: ['settings.'],
    edits: [
      {
        file: 'shared/contract/settings.ts',
        find: "summary: 'Every number a bureau may set, its bounds, and who changed what',\n    audience: ['administrator']",
        put: "summary: 'Every number a bureau may set, its bounds, and who changed what',\n    audience: ['administrator', 'unit_head']",
      },
    ],
  },
  {
    name: 'an internal note reaches the firm',
    only: ['cases.read'],
    edits: [
      {
        file: 'db/queries/cases.ts',
        find: `where e.case_id = \${caseId} and (\${internal} or not e.internal) order by`,
        put: `where e.case_id = \${caseId} and (\${internal} or true) order by`,
      },
    ],
  },
  {
    name: 'whoever is suspended keeps the power of the roles',
    only: ['desk.read'],
    edits: [
      {
        file: 'db/queries/sessions.ts',
        find: ' join staff_binding b on b.person_id = r.person_id and b.ended_at is null',
        put: '',
      },
    ],
  },
  {
    name: 'a token that has run out still opens',
    only: ['me.read'],
    edits: [
      {
        file: 'db/queries/sessions.ts',
        find: `s.revoked_at is null and s.access_expires_at > \${now}`,
        put: `s.revoked_at is null and \${now} <> ''`,
      },
    ],
  },
  {
    name: 'a request of another unit is refused by role, which says that it is there',
    only: ['desk.read'],
    edits: [
      {
        file: 'functions/cases/act.ts',
        find: "if (!subject || !(side === 'staff' ? seesCaseAsStaff : seesCaseAsRequester)(actor, subject)) return refuse('not_found');",
        put: "if (!subject) return refuse('not_found');\n  if (!(side === 'staff' ? seesCaseAsStaff : seesCaseAsRequester)(actor, subject)) return refuse('role_required');",
      },
    ],
  },
  {
    name: 'a session without the second factor has the power of a head',
    only: ['supervision.'],
    edits: [
      {
        file: 'shared/rules/second-factor.ts',
        find: 'held.filter(({ role }) => !needs(role) || holds(until, now))',
        put: 'held.filter(({ role }) => !needs(role) || until === null || holds(until, now))',
      },
    ],
  },
  {
    name: 'a photo of somebody else becomes part of a request',
    only: ['cases.remark'],
    edits: [
      {
        file: 'db/queries/files.ts',
        find: `internal = \${part.internal},\n      position = array_position(\${[...part.ids]}::text[], id)\n    where id = any(\${[...part.ids]}) and owner_id = \${part.ownerId} and`,
        put: `internal = \${part.internal},\n      position = array_position(\${[...part.ids]}::text[], id)\n    where id = any(\${[...part.ids]}) and \${part.ownerId} <> '' and`,
      },
    ],
  },
  {
    name: 'who is complained of reads the complaint',
    only: ['complaintDesk.read'],
    edits: [{ file: 'shared/rules/complaint-flow.ts', find: '    !subject.aboutIds.includes(actor.personId) &&\n', put: '' }],
  },
  {
    name: 'an endpoint of the contract is not in the table',
    only: ['ratings.'],
    edits: [{ file: 'tests/prove/access/table-cases.ts', find: "  'ratings.open': person(),\n", put: '' }],
  },
];
