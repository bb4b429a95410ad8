import { useRouter } from '@tarojs/taro';
import type { Output } from '../../../shared/contract';
import { itemsText } from '../../../shared/text/pages/items';
import { ActionBar } from '../../components/ActionBar';
import { Facts } from '../../components/Facts';
import { InlineMessage } from '../../components/InlineMessage';
import { PageFrame } from '../../components/PageFrame';
import { Points } from '../../components/Points';
import { Section } from '../../components/Section';
import { go, replace } from '../../go';
import { parameter, paths } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { dial } from '../../wechat/call';

type Procedure = Output<'procedures.read'>;

/** A matter that has no guided questions yet: how it goes, what to bring, whom to call. */
export default function ProcedurePage() {
  const code = parameter(useRouter().params, 'code');
  const read = useRead('procedures.read', { code });
  return (
    <PageFrame
      title={read.data?.name ?? itemsText.procedure}
      {...(read.data ? { note: read.data.summary, bottomBar: <Next procedure={read.data} /> } : {})}
    >
      <Reading read={read} rows={4}>
        {(procedure) => <Shown procedure={procedure} />}
      </Reading>
    </PageFrame>
  );
}

function Shown({ procedure }: { procedure: Procedure }) {
  return (
    <>
      {procedure.item === null ? null : <InlineMessage tone="accent" what={itemsText.procedureIsItem} />}
      <Section title={itemsText.procedureSteps}>
        <Points points={procedure.steps} />
      </Section>
      <Section title={itemsText.procedureBring}>
        <Points points={procedure.bring} />
      </Section>
      <Section title={itemsText.where}>
        <Facts
          facts={[
            [itemsText.procedureWhere, procedure.where],
            [itemsText.procedureUnit, procedure.unitName],
            [itemsText.procedurePhone, procedure.phone],
          ]}
        />
      </Section>
    </>
  );
}

/** What is left to do: the item it has become, or asking the unit that takes it before going there. */
function Next({ procedure }: { procedure: Procedure }) {
  const { item } = procedure;
  if (item !== null) return <ActionBar primary={{ id: 'to-item', word: itemsText.procedureToItem, onPress: () => replace(paths.guide(item)) }} />;
  return (
    <ActionBar
      note={itemsText.procedureCallFirst}
      primary={{ id: 'call', word: itemsText.procedureCall, icon: 'phone', onPress: () => dial(procedure.phone) }}
      secondary={{ word: itemsText.ask, onPress: () => go(paths.ask(procedure.name)) }}
    />
  );
}
