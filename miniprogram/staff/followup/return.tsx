import { useRouter } from '@tarojs/taro';
import type { Output } from '../../../shared/contract';
import { caseOutcomeWords } from '../../../shared/text/cases';
import { ratingDeskText } from '../../../shared/text/pages/rating-desk';
import { returnPageText } from '../../../shared/text/pages/return-visits';
import { returnActionWords, returnWayWords } from '../../../shared/text/return-visits';
import { whenText } from '../../../shared/text/when';
import { Facts } from '../../components/Facts';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { StateTag } from '../../components/StateTag';
import { Timeline } from '../../components/Timeline';
import { go } from '../../go';
import { parameter } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { useMe } from '../../session';
import { staffPaths } from '../paths';
import { holds, returnDeskRoles } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { ReturnCall } from './ReturnCall';
import { returnState } from './return-state';

type Return = Output<'returnVisitDesk.read'>;

/** One return visit by telephone: the call on top, then what was told at the end, and each try. */
export default function ReturnDeskPage() {
  const id = parameter(useRouter().params, 'id');
  const me = useMe();
  const read = useRead('returnVisitDesk.read', { id }, { keep: false, enabled: me !== undefined && holds(me, returnDeskRoles) });
  return (
    <PageFrame title={returnPageText.list} {...(read.data ? { note: `${read.data.number}　${read.data.unitName}` } : {})}>
      <StaffOnly roles={returnDeskRoles}>{() => <Reading read={read}>{(one) => <Shown one={one} />}</Reading>}</StaffOnly>
    </PageFrame>
  );
}

function Shown({ one }: { one: Return }) {
  return (
    <>
      <Section title={one.title} aside={<StateTag {...returnState(one)} />}>
        <Facts
          facts={[
            [returnPageText.who, [one.enterpriseName, one.personName].filter(Boolean).join(' ') || null],
            [returnPageText.told, [one.caseOutcome && caseOutcomeWords[one.caseOutcome], one.outcomeText].filter(Boolean).join('：') || null],
            [returnPageText.finishedAt, whenText(one.finishedAt)],
            [returnPageText.returner, one.returnerName ?? returnPageText.nobody],
            [returnPageText.way, one.way && returnWayWords[one.way]],
            [returnPageText.words, one.words],
            [returnPageText.endedAt, one.endedAt && whenText(one.endedAt)],
          ]}
        />
      </Section>
      {one.mayCall ? <ReturnCall one={one} /> : null}
      <Section kind="rows">
        {one.ratingId ? <TakeRating id={one.ratingId} /> : null}
        <ListRow id="return-case" icon="clipboard-list" title={returnPageText.toCase} onPress={() => go(staffPaths.case(one.caseId))} />
      </Section>
      <Section title={returnPageText.history}>
        <Timeline
          entries={one.history.map(({ at, action, by, text }, index) => ({
            id: String(index),
            what: returnActionWords[action],
            when: whenText(at),
            ...(by ? { who: by } : {}),
            ...(text ? { note: text } : {}),
          }))}
        />
      </Section>
    </>
  );
}

function TakeRating({ id }: { id: string }) {
  return <ListRow id="return-rating" icon="star" title={ratingDeskText.entry} onPress={() => go(staffPaths.takeRating(id))} />;
}
