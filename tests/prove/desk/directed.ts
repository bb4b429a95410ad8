import type { Who } from './world';

/** A try of a person: the step, and what it picks. */
type Try = readonly [Who, string, number?];

const decided: readonly Try[] = [
  ['unitHead', 'convene'],
  ['unitHead', 'wait'],
  ['unitHead', 'wait'],
  ['unitHead', 'decide'],
];

/** By the name of a seeded defect, a short way to where it must show: chance finds some of them only in some runs. The sound code goes every one of them too, and then everybody looks. */
export const directedWays: Record<string, readonly Try[]> = {
  'whoever reported a danger put right passes it too': [
    ['liaison', 'order', 0],
    ['handler', 'report'],
    ['handler', 'pass'],
  ],
  'a unit reads the case on after its danger has been passed': [
    ['liaison', 'order', 0],
    ['strangerHandler', 'report'],
    ['unitHead', 'pass'],
    ['strangerHead', 'report'],
  ],
  'a conference decides before it has begun': [
    ['unitHead', 'convene'],
    ['unitHead', 'decide'],
  ],
  'the tasks of a request go on when it is withdrawn': [...decided, ['employee', 'withdraw']],
  'a task that is handed on stays with the unit that had it': [...decided, ['strangerHead', 'handOn', 1]],
  'anybody of the team is at the door on any day': [
    ['employee', 'ask', 0],
    ['liaison', 'approve'],
    ['liaison', 'plan'],
    ['handler', 'arrive'],
  ],
  'below the offer anybody of the unit says yes': [
    ['employee', 'ask', 1],
    ['liaison', 'approve'],
  ],
  'a solved issue is dropped all the same': [
    ['supervisor', 'open'],
    ['secondHandler', 'solve'],
    ['supervisor', 'drop'],
  ],
  'a supervisor gives an issue to somebody outside the own tree': [
    ['supervisor', 'open'],
    ['eastSupervisor', 'amendWest'],
  ],
  'whoever submitted an enterprise approves it': [
    ['unitHead', 'file'],
    ['unitHead', 'submit'],
    ['unitHead', 'approve'],
  ],
  'a colleague answers what somebody else has taken on': [
    ['officer', 'take'],
    ['handler', 'met'],
  ],
  'a role reaches above the unit at which it is held': [['belowHandler', 'take']],
};
