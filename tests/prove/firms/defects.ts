/** Seeded defects of membership, registration and binding: the walks must go red on each. */
export const defects: { name: string; file: string; find: string; put: string }[] = [
  {
    name: 'the last principal may leave',
    file: 'shared/rules/membership.ts',
    find: "filter(({ role }) => role === 'principal').length > 1",
    put: "filter(({ role }) => role === 'principal').length > 0",
  },
  {
    name: 'who asked by an invitation that is taken back is admitted all the same',
    file: 'db/queries/members.ts',
    find: "::text[]) and status = 'asked' returning person_id",
    put: "::text[]) and status = 'admitted' returning person_id",
  },
  {
    name: 'whoever hands over goes on inviting',
    file: 'functions/enterprises/membership.ts',
    find: 'enterpriseId: enterprise.id, createdBy, now,',
    put: "enterpriseId: enterprise.id, createdBy: '', now,",
  },
  {
    name: 'roles have power without a binding',
    file: 'db/queries/sessions.ts',
    find: 'join staff_binding b on b.person_id = r.person_id and b.ended_at is null',
    put: '',
  },
  {
    name: 'an invitation for one is used by many',
    file: 'db/queries/members.ts',
    find: ' and used < uses returning 1',
    put: ' returning 1',
  },
  {
    name: 'a second principal is made without asking what becomes of the first',
    file: 'functions/enterprises/membership.ts',
    find: 'if (before.length > 0 && others === undefined) refuse(',
    put: 'if (before.length > 9 && others === undefined) refuse(',
  },
];
