import type { StaffRole } from '../../../shared/rules/roles';
import { type Who as DeskWho, people as deskPeople } from '../desk/world';

/**
 * Who asks. To the people of the desk's world (tests/prove/desk/world.ts: the firm, another firm of the same unit, staff of the own unit, above,
 * below and beside) come those around a window, a firm of another unit, and sessions that must not work.
 */
const more = {
  /** Has appointments of the own at the east hall. */
  citizen: null,
  /** Books for `kin`, who has an account too. */
  holder: null,
  kin: null,
  /** Has an appointment at the west hall. */
  passerby: null,
  westEmployee: null,
  guide: ['guide'],
  secondOfficer: ['officer'],
  westOfficer: ['officer'],
  /** Of the bureau, as the administrator. */
  securityAdministrator: ['security_administrator'],
  auditAdministrator: ['audit_administrator'],
  /** A handler of the own unit whose binding was ended: suspended, roles without power. */
  unbound: [],
  /** A head of the own unit who has not passed the second factor. */
  noFactor: [],
} as const satisfies Record<string, readonly StaffRole[] | null>;
type More = keyof typeof more;

export type Who = DeskWho | More;
export const people: readonly Who[] = [...deskPeople, ...(Object.keys(more) as More[])];

/** Roles that have power, by person. */
export const rolesOf: Record<Who, readonly StaffRole[]> = {
  employee: [],
  colleague: [],
  rival: [],
  outsider: [],
  liaison: ['liaison'],
  handler: ['handler'],
  secondHandler: ['handler'],
  unitHead: ['unit_head'],
  eastSupervisor: ['supervisor'],
  officer: ['officer'],
  supervisor: ['supervisor'],
  administrator: ['administrator'],
  bureauHead: ['unit_head'],
  belowHandler: ['handler'],
  belowHead: ['unit_head'],
  strangerHandler: ['handler'],
  strangerHead: ['unit_head'],
  citizen: [],
  holder: [],
  kin: [],
  passerby: [],
  westEmployee: [],
  guide: ['guide'],
  secondOfficer: ['officer'],
  westOfficer: ['officer'],
  securityAdministrator: ['security_administrator'],
  auditAdministrator: ['audit_administrator'],
  unbound: [],
  noFactor: [],
};

/** Tokens that open nothing: none, one that never was, one that has run out, one that was signed out. */
export const badSessions = ['nobody', 'madeUp', 'expired', 'signedOut'] as const;
export type BadSession = (typeof badSessions)[number];
