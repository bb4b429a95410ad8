import * as z from 'zod/mini';
import { invitationHours, invitationStates, invitationUses, joinStatuses, memberActions, memberEvents } from '../rules/membership';
import { enterpriseRoles } from '../rules/roles';
import { endpoint } from './endpoint';
import { byId, done, id, instant, key, words } from './shapes';

/** Sixteen readable signs; shorter ones are simply not found. */
const code = z.string().check(z.regex(/^[2-9A-HJKMNP-Z]{8,16}$/));
const role = z.enum(enterpriseRoles);

const invitation = z.strictObject({
  id: id('inv'),
  by: z.nullable(z.string()),
  createdAt: instant,
  expiresAt: instant,
  uses: z.number(),
  used: z.number(),
  state: z.enum(invitationStates),
});

const team = z.strictObject({
  id: key,
  name: z.string(),
  /** What the reader is there. */
  role,
  members: z.array(
    z.strictObject({ personId: id('per'), name: z.nullable(z.string()), role, joinedAt: instant, actions: z.array(z.enum(memberActions)) }),
  ),
  /** The rest is for principals; empty for employees. */
  joins: z.array(z.strictObject({ id: id('join'), name: z.nullable(z.string()), askedAt: instant, by: z.nullable(z.string()) })),
  invitations: z.array(invitation),
  /** Newest first. */
  history: z.array(
    z.strictObject({
      seq: z.number(),
      at: instant,
      action: z.enum(memberEvents),
      who: z.nullable(z.string()),
      by: z.nullable(z.string()),
      reason: z.nullable(z.string()),
    }),
  ),
});

const aboutMember = z.strictObject({ id: key, personId: id('per') });

/** A5: an enterprise and its people. */
export const members = {
  'members.list': endpoint({
    summary: 'The members of an enterprise; principals also see who asks to join, the invitations and the history',
    audience: 'person',
    input: z.strictObject({ id: key }),
    output: team,
    errors: ['not_found'],
  }),
  'members.invite': endpoint({
    summary: 'Make an invitation that expires; its code is shown this once and kept only as a hash',
    audience: 'person',
    input: z.strictObject({ id: key, hours: z.literal([...invitationHours]), uses: z.literal([...invitationUses]) }),
    output: z.strictObject({ code, invitation }),
    errors: ['not_found', 'principal_required'],
  }),
  'members.revoke': endpoint({
    summary: 'Take an invitation back; whoever has asked by it and waits is not admitted',
    audience: 'person',
    collects: 'nothing',
    input: byId('inv'),
    output: team,
    errors: ['not_found', 'principal_required', 'wrong_state'],
  }),
  'members.invitation': endpoint({
    summary: 'What an invited person sees before asking to join: the enterprise, who invites, until when',
    audience: 'person',
    input: z.strictObject({ code }),
    output: z.strictObject({
      enterpriseName: z.string(),
      town: z.string(),
      by: z.nullable(z.string()),
      expiresAt: instant,
      state: z.enum(invitationStates),
      /** How the reader stands to the enterprise. */
      mine: z.nullable(z.enum(['member', ...joinStatuses])),
    }),
    errors: ['not_found', 'too_many_wrong_codes'],
  }),
  'members.join': endpoint({
    summary: 'Ask to join by an invitation; a principal decides',
    audience: 'person',
    input: z.strictObject({ code }),
    output: done,
    errors: ['not_found', 'real_name_required', 'invitation_over', 'already_member', 'already_waiting', 'too_many_wrong_codes'],
  }),
  'members.decide': endpoint({
    summary: 'Admit or refuse who asks to join',
    audience: 'person',
    input: z.strictObject({ id: id('join'), admit: z.boolean(), reason: z.optional(words(2, 100)) }),
    output: team,
    errors: ['not_found', 'principal_required', 'wrong_state'],
  }),
  'members.remove': endpoint({
    summary: 'Remove an employee, who loses access at once; what was filed stays with the enterprise',
    audience: 'person',
    input: z.strictObject({ ...aboutMember.shape, reason: z.optional(words(2, 100)) }),
    output: team,
    errors: ['not_found', 'principal_required', 'wrong_state'],
  }),
  'members.leave': endpoint({
    summary: 'Leave an enterprise; the last principal hands over first',
    audience: 'person',
    collects: 'nothing',
    input: z.strictObject({ id: key }),
    output: done,
    errors: ['not_found', 'last_principal'],
  }),
  'members.handOver': endpoint({
    summary: 'Hand the role of principal over to an employee and become an employee',
    audience: 'person',
    input: aboutMember,
    output: team,
    errors: ['not_found', 'principal_required', 'wrong_state'],
  }),
};
