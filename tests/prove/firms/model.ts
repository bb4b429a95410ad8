/** Membership, registration and binding, written apart from the product: what may happen, and what is then true. */
export const people = ['anna', 'bert', 'cora', 'dora'] as const;
export type Person = (typeof people)[number];
export const acts = [
  'claim',
  'approve',
  'approveKeep',
  'approveReplace',
  'refuse',
  'withdraw',
  'invite',
  'revoke',
  'join',
  'admit',
  'turnDown',
  'remove',
  'leave',
  'handOver',
  'makeCode',
  'bind',
  'unbind',
  'useDesk',
] as const;
export type Act = (typeof acts)[number];

export type Model = {
  roles: Partial<Record<Person, 'principal' | 'employee'>>;
  claims: Partial<Record<Person, true>>;
  /** Each invitation: who made it, uses left, whether it is open. People use the last. */
  invitations: { by: Person; left: number; open: boolean }[];
  /** Who asks to join, and by which invitation. */
  asks: Partial<Record<Person, number>>;
  bound: Partial<Record<Person, boolean>>;
  code: Partial<Record<Person, boolean>>;
};

export const newModel = (): Model => ({
  roles: {},
  claims: {},
  invitations: [],
  asks: {},
  bound: Object.fromEntries(people.map((person) => [person, true])),
  code: {},
});

const principals = (model: Model) => people.filter((person) => model.roles[person] === 'principal');

/** Whether `who` may take the step about `about` now. Claims are decided by the liaison officer, bindings by the administrator. */
export function may(model: Model, act: Act, who: Person, about: Person): boolean {
  const { roles, claims, asks } = model;
  const invitation = model.invitations.at(-1);
  const isPrincipal = roles[who] === 'principal';
  const others = principals(model).filter((person) => person !== about);
  switch (act) {
    case 'claim':
      return !claims[who] && !isPrincipal;
    case 'approve':
      return claims[about] === true && others.length === 0;
    case 'approveKeep':
    case 'approveReplace':
    case 'refuse':
      return claims[about] === true;
    case 'withdraw':
      return claims[who] === true;
    case 'invite':
      return isPrincipal;
    case 'revoke':
      return isPrincipal && invitation?.open === true;
    case 'join':
      return invitation?.open === true && invitation.left > 0 && !roles[who] && asks[who] === undefined;
    case 'admit':
    case 'turnDown':
      return isPrincipal && asks[about] !== undefined;
    case 'remove':
    case 'handOver':
      return isPrincipal && who !== about && roles[about] === 'employee';
    case 'leave':
      return roles[who] === 'employee' || (isPrincipal && principals(model).length > 1);
    case 'makeCode':
      return model.bound[about] !== true;
    case 'bind':
      return model.code[who] === true && model.bound[who] !== true;
    case 'unbind':
      return model.bound[about] === true;
    case 'useDesk':
      return model.bound[who] === true;
  }
}

/** The invitation is open no more, and what was asked by it is void. */
function end(next: Model, index: number): void {
  const invitation = next.invitations[index];
  if (!invitation?.open) return;
  invitation.open = false;
  for (const person of people) if (next.asks[person] === index) delete next.asks[person];
}

/** Whoever is principal no more invites no more. */
function endInvitationsOf(next: Model, who: Person): void {
  next.invitations.forEach(({ by }, index) => {
    if (by === who) end(next, index);
  });
}

export function after(model: Model, act: Act, who: Person, about: Person): Model {
  const next = structuredClone(model);
  switch (act) {
    case 'claim':
      next.claims[who] = true;
      break;
    case 'approve':
    case 'approveKeep':
    case 'approveReplace':
      delete next.claims[about];
      delete next.asks[about];
      if (act === 'approveReplace')
        for (const person of principals(next)) {
          if (person === about) continue;
          next.roles[person] = 'employee';
          endInvitationsOf(next, person);
        }
      next.roles[about] = 'principal';
      break;
    case 'refuse':
      delete next.claims[about];
      break;
    case 'withdraw':
      delete next.claims[who];
      break;
    case 'invite':
      next.invitations.push({ by: who, left: 1, open: true });
      break;
    case 'revoke':
      end(next, next.invitations.length - 1);
      break;
    case 'join':
      next.asks[who] = next.invitations.length - 1;
      for (const last of next.invitations.slice(-1)) last.left -= 1;
      break;
    case 'admit':
      next.roles[about] = 'employee';
      delete next.asks[about];
      break;
    case 'turnDown':
      delete next.asks[about];
      break;
    case 'remove':
      delete next.roles[about];
      break;
    case 'leave':
      delete next.roles[who];
      endInvitationsOf(next, who);
      break;
    case 'handOver':
      next.roles[about] = 'principal';
      next.roles[who] = 'employee';
      endInvitationsOf(next, who);
      break;
    case 'makeCode':
      next.code[about] = true;
      break;
    case 'bind':
      next.bound[who] = true;
      delete next.code[who];
      break;
    case 'unbind':
      next.bound[about] = false;
      break;
    case 'useDesk':
      break;
  }
  return next;
}
