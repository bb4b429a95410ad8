import type { EndpointDefinition } from '../../shared/contract/endpoint';
import type { EndpointName } from '../../shared/contract/routes';
import type { Handler, Handlers } from '../call';

type DomainName = EndpointName extends `${infer Name}.${string}` ? Name : never;
type Names<Domain extends string> = Extract<EndpointName, `${Domain}.${string}`>;
type Domain<Name extends string> = {
  contract: () => Promise<Record<Names<Name>, EndpointDefinition>>;
  handlers: () => Promise<Handlers<`${Name}.`>>;
};

/**
 * Every domain's part of the contract and its handlers, read when its first request comes: a cold start reads what it answers with and no more.
 * A missing domain or handler does not compile.
 */
const domains: { [Name in DomainName]: Domain<Name> } = {
  session: {
    contract: async () => (await import('../../shared/contract/session')).session,
    handlers: async () => (await import('./session')).session,
  },
  secondFactor: {
    contract: async () => (await import('../../shared/contract/second-factor')).secondFactor,
    handlers: async () => (await import('./second-factor')).secondFactor,
  },
  binding: {
    contract: async () => (await import('../../shared/contract/second-factor')).secondFactor,
    handlers: async () => (await import('./second-factor')).secondFactor,
  },
  staff: {
    contract: async () => (await import('../../shared/contract/staff')).staff,
    handlers: async () => (await import('./staff')).staff,
  },
  duty: {
    contract: async () => (await import('../../shared/contract/duty')).duty,
    handlers: async () => (await import('./duty')).duty,
  },
  channels: {
    contract: async () => (await import('../../shared/contract/staff')).staff,
    handlers: async () => (await import('./staff')).staff,
  },
  me: {
    contract: async () => (await import('../../shared/contract/session')).session,
    handlers: async () => (await import('./me')).meHandlers,
  },
  privacy: {
    contract: async () => (await import('../../shared/contract/consents')).consents,
    handlers: async () => (await import('./consents')).privacy,
  },
  consents: {
    contract: async () => (await import('../../shared/contract/consents')).consents,
    handlers: async () => (await import('./consents')).consents,
  },
  stored: {
    contract: async () => (await import('../../shared/contract/stored')).stored,
    handlers: async () => (await import('./stored')).stored,
  },
  items: {
    contract: async () => (await import('../../shared/contract/catalogue')).catalogue,
    handlers: async () => (await import('./catalogue')).items,
  },
  checklists: {
    contract: async () => (await import('../../shared/contract/catalogue')).catalogue,
    handlers: async () => (await import('./catalogue')).checklists,
  },
  procedures: {
    contract: async () => (await import('../../shared/contract/procedures')).procedures,
    handlers: async () => (await import('./procedures')).procedures,
  },
  knowledge: {
    contract: async () => (await import('../../shared/contract/knowledge')).knowledge,
    handlers: async () => (await import('./knowledge')).knowledge,
  },
  knowledgeDesk: {
    contract: async () => (await import('../../shared/contract/knowledge')).knowledge,
    handlers: async () => (await import('./knowledge')).knowledgeDesk,
  },
  complaints: {
    contract: async () => (await import('../../shared/contract/complaints')).complaints,
    handlers: async () => (await import('./complaints')).complaints,
  },
  complaintDesk: {
    contract: async () => (await import('../../shared/contract/complaints')).complaints,
    handlers: async () => (await import('./complaints')).complaintDesk,
  },
  consultations: {
    contract: async () => (await import('../../shared/contract/consultations')).consultations,
    handlers: async () => (await import('./consultations')).consultations,
  },
  consultationDesk: {
    contract: async () => (await import('../../shared/contract/consultations')).consultations,
    handlers: async () => (await import('./consultations')).consultationDesk,
  },
  forms: {
    contract: async () => (await import('../../shared/contract/forms')).forms,
    handlers: async () => (await import('./forms')).forms,
  },
  guideSession: {
    contract: async () => (await import('../../shared/contract/guide-session')).guideSession,
    handlers: async () => (await import('./guide-session')).guideSession,
  },
  halls: {
    contract: async () => (await import('../../shared/contract/halls')).halls,
    handlers: async () => (await import('./halls')).halls,
  },
  hallCalendar: {
    contract: async () => (await import('../../shared/contract/hall-calendar')).hallCalendar,
    handlers: async () => (await import('./hall-calendar')).hallCalendar,
  },
  hallFigures: {
    contract: async () => (await import('../../shared/contract/hall-figures')).hallFigures,
    handlers: async () => (await import('./hall-figures')).hallFigures,
  },
  rebookings: {
    contract: async () => (await import('../../shared/contract/rebookings')).rebookings,
    handlers: async () => (await import('./rebookings')).rebookings,
  },
  appointments: {
    contract: async () => (await import('../../shared/contract/appointments')).appointments,
    handlers: async () => (await import('./appointments')).appointments,
  },
  relatives: {
    contract: async () => (await import('../../shared/contract/relatives')).relatives,
    handlers: async () => (await import('./relatives')).relatives,
  },
  acceptances: {
    contract: async () => (await import('../../shared/contract/acceptances')).acceptances,
    handlers: async () => (await import('./acceptances')).acceptances,
  },
  waitList: {
    contract: async () => (await import('../../shared/contract/wait-list')).waitList,
    handlers: async () => (await import('./wait-list')).waitList,
  },
  window: {
    contract: async () => (await import('../../shared/contract/window')).window,
    handlers: async () => (await import('./window')).window,
  },
  queue: {
    contract: async () => (await import('../../shared/contract/queue')).queue,
    handlers: async () => (await import('./queue')).queue,
  },
  display: {
    contract: async () => (await import('../../shared/contract/queue')).display,
    handlers: async () => (await import('./display')).display,
  },
  greenDocuments: {
    contract: async () => (await import('../../shared/contract/green-documents')).greenDocuments,
    handlers: async () => (await import('./green-documents')).greenDocuments,
  },
  explanations: {
    contract: async () => (await import('../../shared/contract/explanations')).explanations,
    handlers: async () => (await import('./explanations')).explanations,
  },
  extras: {
    contract: async () => (await import('../../shared/contract/extras')).extras,
    handlers: async () => (await import('./extras')).extras,
  },
  enterprises: {
    contract: async () => (await import('../../shared/contract/cases')).cases,
    handlers: async () => (await import('./enterprises')).enterprises,
  },
  register: {
    contract: async () => (await import('../../shared/contract/enterprise-register')).enterpriseRegister,
    handlers: async () => (await import('./enterprise-register')).enterpriseRegister,
  },
  claims: {
    contract: async () => (await import('../../shared/contract/claims')).claims,
    handlers: async () => (await import('./claims')).claims,
  },
  members: {
    contract: async () => (await import('../../shared/contract/members')).members,
    handlers: async () => (await import('./members')).members,
  },
  cases: {
    contract: async () => (await import('../../shared/contract/cases')).cases,
    handlers: async () => (await import('./cases')).cases,
  },
  desk: {
    contract: async () => (await import('../../shared/contract/desk')).desk,
    handlers: async () => (await import('./desk')).desk,
  },
  conferences: {
    contract: async () => (await import('../../shared/contract/conferences')).conferences,
    handlers: async () => (await import('./conferences')).conferences,
  },
  tasks: {
    contract: async () => (await import('../../shared/contract/conferences')).conferences,
    handlers: async () => (await import('./conferences')).tasks,
  },
  files: {
    contract: async () => (await import('../../shared/contract/files')).files,
    handlers: async () => (await import('./files')).files,
  },
  visits: {
    contract: async () => (await import('../../shared/contract/home-visits')).homeVisits,
    handlers: async () => (await import('./home-visits')).visits,
  },
  visitDesk: {
    contract: async () => ({
      ...(await import('../../shared/contract/home-visits')).homeVisits,
      ...(await import('../../shared/contract/groups')).groups,
    }),
    handlers: async () => ({ ...(await import('./home-visits')).visitDesk, ...(await import('./groups')).visitGroup }),
  },
  groups: {
    contract: async () => (await import('../../shared/contract/groups')).groups,
    handlers: async () => ({ ...(await import('./groups')).groups, ...(await import('./group-places')).groupPlaces }),
  },
  ratings: {
    contract: async () => (await import('../../shared/contract/ratings')).ratings,
    handlers: async () => (await import('./ratings')).ratings,
  },
  ratingDesk: {
    contract: async () => (await import('../../shared/contract/ratings')).ratings,
    handlers: async () => (await import('./ratings')).ratingDesk,
  },
  noticeCalls: {
    contract: async () => (await import('../../shared/contract/notice-calls')).noticeCalls,
    handlers: async () => (await import('./notice-calls')).noticeCalls,
  },
  textChecks: {
    contract: async () => (await import('../../shared/contract/text-checks')).textChecks,
    handlers: async () => (await import('./text-checks')).textChecks,
  },
  ratingFigures: {
    contract: async () => (await import('../../shared/contract/rating-figures')).ratingFigures,
    handlers: async () => (await import('./rating-figures')).ratingFigures,
  },
  returnVisits: {
    contract: async () => (await import('../../shared/contract/return-visits')).returnVisits,
    handlers: async () => (await import('./return-visits')).returnVisits,
  },
  returnVisitDesk: {
    contract: async () => (await import('../../shared/contract/return-visits')).returnVisits,
    handlers: async () => (await import('./return-visit-desk')).returnVisitDesk,
  },
  remedies: {
    contract: async () => (await import('../../shared/contract/remedies')).remedies,
    handlers: async () => (await import('./remedies')).remedies,
  },
  notices: {
    contract: async () => (await import('../../shared/contract/followup')).followup,
    handlers: async () => (await import('./notices')).notices,
  },
  supervision: {
    contract: async () => (await import('../../shared/contract/operations')).operations,
    handlers: async () => (await import('./supervision')).supervision,
  },
  problems: {
    contract: async () => (await import('../../shared/contract/problems')).problems,
    handlers: async () => (await import('./problems')).problems,
  },
  systemic: {
    contract: async () => (await import('../../shared/contract/problems')).problems,
    handlers: async () => (await import('./systemic')).systemic,
  },
  settings: {
    contract: async () => (await import('../../shared/contract/settings')).settings,
    handlers: async () => (await import('./settings')).settings,
  },
  audit: {
    contract: async () => (await import('../../shared/contract/audit')).audit,
    handlers: async () => (await import('./audit')).audit,
  },
  operations: {
    contract: async () => (await import('../../shared/contract/operations')).operations,
    handlers: async () => (await import('./operations')).operations,
  },
  urgent: {
    contract: async () => (await import('../../shared/contract/urgent')).urgent,
    handlers: async () => (await import('./urgent')).urgent,
  },
  urgentDesk: {
    contract: async () => (await import('../../shared/contract/urgent')).urgent,
    handlers: async () => (await import('./urgent')).urgentDesk,
  },
  exchange: {
    contract: async () => (await import('../../shared/contract/operations')).operations,
    handlers: async () => (await import('./exchange')).exchange,
  },
};

const domainOf = (name: EndpointName) => name.slice(0, name.indexOf('.')) as DomainName;

/** What has been read once: `import()` asks the module loader each time, and a busy service would pay for it with every request. */
const read = { contract: new Map<DomainName, object>(), handlers: new Map<DomainName, object>() };

async function partOf(domain: DomainName, part: 'contract' | 'handlers'): Promise<object> {
  const known = read[part].get(domain);
  if (known) return known;
  const loaded = await domains[domain][part]();
  read[part].set(domain, loaded);
  return loaded;
}

export async function definitionOf(name: EndpointName): Promise<EndpointDefinition> {
  const contract = await partOf(domainOf(name), 'contract');
  return (contract as Record<EndpointName, EndpointDefinition>)[name];
}

export async function handlerOf<Name extends EndpointName>(name: Name): Promise<Handler<Name>> {
  const handlers = await partOf(domainOf(name), 'handlers');
  return (handlers as { [Each in EndpointName]: Handler<Each> })[name];
}
