import type * as z from 'zod/mini';
import { acceptances } from './acceptances';
import { appointments } from './appointments';
import { cases } from './cases';
import { consents } from './consents';
import { consultations } from './consultations';
import { desk } from './desk';
import { catalogue } from './catalogue';
import { claims } from './claims';
import { complaints } from './complaints';
import { conferences } from './conferences';
import { duty } from './duty';
import type { EndpointDefinition } from './endpoint';
import { enterpriseRegister } from './enterprise-register';
import { explanations } from './explanations';
import { extras } from './extras';
import { files } from './files';
import { followup } from './followup';
import { forms } from './forms';
import { hallCalendar } from './hall-calendar';
import { rebookings } from './rebookings';
import { hallFigures } from './hall-figures';
import { greenDocuments } from './green-documents';
import { groups } from './groups';
import { guideSession } from './guide-session';
import { halls } from './halls';
import { homeVisits } from './home-visits';
import { knowledge } from './knowledge';
import { members } from './members';
import { noticeCalls } from './notice-calls';
import { textChecks } from './text-checks';
import { audit } from './audit';
import { operations } from './operations';
import { problems } from './problems';
import { procedures } from './procedures';
import { display, queue } from './queue';
import { relatives } from './relatives';
import { ratingFigures } from './rating-figures';
import { ratings } from './ratings';
import { remedies } from './remedies';
import { returnVisits } from './return-visits';
import type { EndpointName } from './routes';
import { settings } from './settings';
import { secondFactor } from './second-factor';
import { session } from './session';
import { staff } from './staff';
import { stored } from './stored';
import { urgent } from './urgent';
import { waitList } from './wait-list';
import { window } from './window';

/** Every endpoint's definition. With `routes` it is the whole interface between phone and server. */
const contract = {
  ...session,
  ...consents,
  ...stored,
  ...secondFactor,
  ...staff,
  ...duty,
  ...catalogue,
  ...procedures,
  ...knowledge,
  ...complaints,
  ...consultations,
  ...forms,
  ...guideSession,
  ...halls,
  ...hallCalendar,
  ...hallFigures,
  ...rebookings,
  ...acceptances,
  ...appointments,
  ...relatives,
  ...waitList,
  ...urgent,
  ...window,
  ...queue,
  ...display,
  ...greenDocuments,
  ...explanations,
  ...extras,
  ...enterpriseRegister,
  ...claims,
  ...members,
  ...cases,
  ...desk,
  ...conferences,
  ...files,
  ...homeVisits,
  ...groups,
  ...ratings,
  ...ratingFigures,
  ...remedies,
  ...returnVisits,
  ...followup,
  ...noticeCalls,
  ...textChecks,
  ...settings,
  ...audit,
  ...operations,
  ...problems,
} satisfies Record<EndpointName, EndpointDefinition>;

export type Contract = typeof contract;
export type Input<Name extends EndpointName> = z.output<Contract[Name]['input']>;
export type Output<Name extends EndpointName> = z.output<Contract[Name]['output']>;

/** The same table with one type for all rows, for code that walks the whole contract. */
export const endpoints: Record<EndpointName, EndpointDefinition> = contract;
