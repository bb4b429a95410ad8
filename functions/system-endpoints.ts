import type { EndpointName } from '../shared/contract/routes';

/** Endpoints that work as the system: the wall does not stand before them, their handlers and tests do. With the reason. */
export const systemEndpoints: Partial<Record<EndpointName, string>> = {
  'acceptances.notice': 'a code on paper opens the notice for whoever holds it',
  'claims.file': 'the principals of the firm are told, of whom the claimant is none',
  'complaints.file': 'may be filed by nobody, and is read again to tell the desk',
  'complaints.lookUp': 'a code opens it, for nobody in particular',
  'extras.list': 'a department answers for its items at every hall',
  'extras.settle': 'a department answers for its items at every hall',
  'groups.mine': 'what firms have put the own identity number on is found by its keyed hash',
  'groups.book': 'whether a person has a place already is asked of every firm and of the person',
  'me.setPhone': 'what staff wrote down under the number is looked for',
  'me.verifyRealName': 'the account takes over what staff wrote down under the identity number',
  'members.invitation': 'the code of an invitation shows who invites',
  'members.join': 'whoever joins is told to those who decide',
  'operations.deadLetters': 'letters that were given up, of whom they are for is not shown',
  'operations.retry': 'letters that were given up, of whom they are for is not shown',
  'session.signIn': 'what somebody has agreed to is asked before it is known who signs in',
  'stored.erase': 'what is somebody’s is found and removed wherever it stands, also where that person may not look',
  'stored.erasure': 'does the same and takes it back',
  'stored.export': 'whose a row is, db/data-map/belonging.ts says for every table; the own is also where no other endpoint shows it',
  'stored.read': 'counts the same rows',
  'stored.receipt': 'the code shows it to whoever has no session any more',
};
