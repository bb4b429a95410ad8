import { useRouter } from '@tarojs/taro';
import type { Output } from '../../../shared/contract';
import { type EnterpriseEvent } from '../../../shared/rules/enterprise-flow';
import { shanghaiDay } from '../../../shared/rules/shanghai';
import { enterpriseEventWords, enterpriseTierWords } from '../../../shared/text/enterprises';
import { throughTrainText } from '../../../shared/text/through-train';
import { registerText } from '../../../shared/text/pages/register';
import { dateText, whenText } from '../../../shared/text/when';
import { serviceInstant } from '../../clock';
import { Facts } from '../../components/Facts';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { StateTag } from '../../components/StateTag';
import { Timeline } from '../../components/Timeline';
import type { Tone } from '../../components/tone';
import { go } from '../../go';
import { parameter } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { useMe } from '../../session';
import { enterpriseState } from '../../states';
import { VisitRow } from '../../visits/VisitRow';
import { staffPaths } from '../paths';
import { deskRoles, enterpriseRoles, holds, serviceRoles } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { NextStep } from './NextStep';
import { ThroughTrainStep } from './ThroughTrainStep';

type Enterprise = Output<'register.read'>;

/** One enterprise on the register: what is next on top, its particulars, its history. */
export default function EnterprisePage() {
  const id = parameter(useRouter().params, 'id');
  const me = useMe();
  const read = useRead('register.read', { id }, { keep: false, enabled: me !== undefined && holds(me, enterpriseRoles) });
  return (
    <PageFrame title={registerText.detail}>
      <StaffOnly roles={enterpriseRoles}>
        {() => (
          <Reading read={read} rows={4}>
            {(enterprise) => <Shown enterprise={enterprise} />}
          </Reading>
        )}
      </StaffOnly>
    </PageFrame>
  );
}

function Shown({ enterprise }: { enterprise: Enterprise }) {
  return (
    <>
      <Section title={enterprise.name} aside={<StateTag {...enterpriseState(enterprise.status)} />}>
        {enterprise.actions.length === 0 ? (
          registerText.waits[enterprise.status]
        ) : (
          <NextStep key={enterprise.history.length} enterprise={enterprise} />
        )}
      </Section>
      <Section title={registerText.facts}>
        <Facts
          facts={[
            [registerText.uscc, enterprise.uscc],
            [registerText.town, enterprise.town],
            [registerText.unit, enterprise.unitName],
            [registerText.tier, enterprise.tier && enterpriseTierWords[enterprise.tier]],
            [throughTrainText.entitled, enterprise.throughTrain ? throughTrainText.on : throughTrainText.off],
            [registerText.liaison, enterprise.liaisonName ?? registerText.noLiaison],
          ]}
        />
        {enterprise.setsThroughTrain ? <ThroughTrainStep key={enterprise.history.length} enterprise={enterprise} /> : null}
      </Section>
      <Requests firm={{ id: enterprise.id, name: enterprise.name }} />
      <Services id={enterprise.id} />
      {enterprise.history.length > 0 ? <History history={enterprise.history} /> : null}
    </>
  );
}

/** What the firm has asked for, for whoever works on requests. */
function Requests({ firm }: { firm: { id: string; name: string } }) {
  const me = useMe();
  if (!me || !holds(me, deskRoles)) return null;
  return (
    <Section title={registerText.requests} kind="rows">
      <ListRow id="firm-open" icon="clipboard-list" title={registerText.open} onPress={() => go(staffPaths.cases('unit', firm))} />
      <ListRow id="firm-finished" icon="circle-check" title={registerText.finished} onPress={() => go(staffPaths.cases('finished', firm))} />
    </Section>
  );
}

/** What was done at the firm's door, and for its lists of employees. */
function Services({ id }: { id: string }) {
  const me = useMe();
  const { data } = useRead('register.services', { id }, { keep: false, enabled: me !== undefined && holds(me, serviceRoles) });
  if (!data || data.visits.length + data.groups.length === 0) return null;
  const today = serviceInstant().slice(0, 10);
  return (
    <Section title={registerText.services} kind="rows">
      {data.visits.map((visit) => (
        <VisitRow key={visit.id} visit={visit} onPress={() => go(staffPaths.case(visit.caseId))} />
      ))}
      {data.groups.map(({ id: group, itemName, people, done, madeAt }) => (
        <ListRow
          key={group}
          icon="users"
          title={registerText.staffList(itemName)}
          note={registerText.staffListNote(people, done, dateText(shanghaiDay(madeAt), today))}
        />
      ))}
    </Section>
  );
}

const tones: Partial<Record<EnterpriseEvent, Tone>> = {
  approve: 'good',
  return: 'attention',
  suspend: 'attention',
  resume: 'good',
  remove: 'danger',
};

function History({ history }: { history: Enterprise['history'] }) {
  const today = serviceInstant().slice(0, 10);
  return (
    <Section title={registerText.history}>
      <Timeline
        entries={history.map((event) => ({
          id: String(event.seq),
          what: enterpriseEventWords[event.action],
          who: event.who ?? registerText.byList,
          when: whenText(event.at, today),
          note: `${registerText.effective(dateText(event.day, today))}。${event.reason}`,
          tone: tones[event.action] ?? 'neutral',
        }))}
      />
    </Section>
  );
}
