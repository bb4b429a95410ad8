import type { EndpointName } from '../../shared/contract/routes';
import type { Handler } from '../call';
import { appointments } from './appointments';
import { cases } from './cases';
import { claims } from './claims';
import { checklists, items } from './catalogue';
import { conferences, tasks } from './conferences';
import { desk } from './desk';
import { enterpriseRegister } from './enterprise-register';
import { enterprises } from './enterprises';
import { exchange } from './exchange';
import { files } from './files';
import { forms } from './forms';
import { explanations } from './explanations';
import { extras } from './extras';
import { greenDocuments } from './green-documents';
import { hallCalendar } from './hall-calendar';
import { rebookings } from './rebookings';
import { hallFigures } from './hall-figures';
import { halls } from './halls';
import { groupPlaces } from './group-places';
import { groups, visitGroup } from './groups';
import { visitDesk, visits } from './home-visits';
import { meHandlers } from './me';
import { members } from './members';
import { notices } from './notices';
import { operations } from './operations';
import { problems } from './problems';
import { procedures } from './procedures';
import { queue } from './queue';
import { display } from './display';
import { ratings } from './ratings';
import { settings } from './settings';
import { secondFactor } from './second-factor';
import { session } from './session';
import { systemic } from './systemic';
import { staff } from './staff';
import { supervision } from './supervision';
import { urgent, urgentDesk } from './urgent';
import { waitList } from './wait-list';
import { window } from './window';

/** Every endpoint's handler; one that is missing does not compile. */
export const handlers: { [Name in EndpointName]: Handler<Name> } = {
  ...session,
  ...secondFactor,
  ...staff,
  ...meHandlers,
  ...items,
  ...checklists,
  ...procedures,
  ...forms,
  ...halls,
  ...hallCalendar,
  ...hallFigures,
  ...rebookings,
  ...appointments,
  ...waitList,
  ...urgent,
  ...urgentDesk,
  ...window,
  ...queue,
  ...display,
  ...greenDocuments,
  ...explanations,
  ...extras,
  ...enterprises,
  ...enterpriseRegister,
  ...claims,
  ...members,
  ...cases,
  ...desk,
  ...conferences,
  ...tasks,
  ...files,
  ...visits,
  ...visitDesk,
  ...groups,
  ...groupPlaces,
  ...visitGroup,
  ...ratings,
  ...notices,
  ...supervision,
  ...problems,
  ...systemic,
  ...settings,
  ...operations,
  ...exchange,
};
