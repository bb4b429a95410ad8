import { peopleRoles } from '../../shared/rules/roles';
import { staffText } from '../../shared/text/pages/staff';
import { staffRoleWords } from '../../shared/text/roles';
import { PageFrame } from '../components/PageFrame';
import { type Me, useMe } from '../session';
import {
  boardRoles,
  callDeskRoles,
  claimRoles,
  deskRoles,
  enterpriseRoles,
  figureRoles,
  followUpRoles,
  hallRoles,
  holds,
  ownerRoles,
  returnDeskRoles,
  textDeskRoles,
  urgentRoles,
  visitRoles,
  windowRoles,
} from './roles';
import { StaffOnly } from './StaffOnly';
import { Urgent, Questions, Complaints, Board, Desk, Tasks, Problems, Texts, Returns, Remedies, Visits } from './entries/requests';
import { Window, Halls } from './entries/hall';
import { Duty, Calls, RatingFigures, Enterprises, Claims, Lists, People, Operations, AuditLog } from './entries/office';

/** The staff's first page: an entry for each role, with what waits there. */
export default function StaffHome() {
  const me = useMe();
  return (
    <PageFrame title={staffText.title} {...(me?.staff.length ? { note: who(me) } : {})}>
      <StaffOnly>
        {(person) => (
          <>
            {holds(person, urgentRoles) ? <Urgent /> : null}
            {holds(person, urgentRoles) ? <Questions knowledge={holds(person, deskRoles)} /> : null}
            <Duty />
            {holds(person, boardRoles) ? <Complaints /> : null}
            {holds(person, windowRoles) ? <Window me={person} /> : null}
            {holds(person, hallRoles) ? <Halls /> : null}
            {holds(person, boardRoles) ? <Board /> : null}
            {holds(person, deskRoles) ? <Desk /> : null}
            {holds(person, deskRoles) ? <Tasks /> : null}
            {holds(person, deskRoles) ? <Problems supervises={holds(person, ['supervisor'])} /> : null}
            {holds(person, callDeskRoles) ? <Calls /> : null}
            {holds(person, textDeskRoles) ? <Texts /> : null}
            {holds(person, returnDeskRoles) ? <Returns /> : null}
            {holds(person, followUpRoles) ? <Remedies /> : null}
            {holds(person, figureRoles) ? <RatingFigures /> : null}
            {holds(person, visitRoles) ? <Visits /> : null}
            {holds(person, enterpriseRoles) ? <Enterprises /> : null}
            {holds(person, claimRoles) ? <Claims /> : null}
            {holds(person, ownerRoles) ? <Lists /> : null}
            {holds(person, peopleRoles) ? <People /> : null}
            {holds(person, ['administrator']) ? <Operations /> : null}
            {holds(person, ['audit_administrator']) ? <AuditLog /> : null}
          </>
        )}
      </StaffOnly>
    </PageFrame>
  );
}

const who = (me: Me) => [me.name, ...me.staff.map(({ role, unitName }) => `${unitName} ${staffRoleWords[role]}`)].filter(Boolean).join(' · ');
