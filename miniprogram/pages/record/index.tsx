import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { shanghaiDay } from '../../../shared/rules/shanghai';
import { gapStandingText } from '../../../shared/text/acceptances';
import { acceptancesText } from '../../../shared/text/pages/acceptances';
import { dateText } from '../../../shared/text/when';
import { addressOf } from '../../api';
import { Action } from '../../components/Action';
import { ActionBar } from '../../components/ActionBar';
import { Facts } from '../../components/Facts';
import { Fold } from '../../components/Fold';
import { InlineMessage } from '../../components/InlineMessage';
import { PageFrame } from '../../components/PageFrame';
import { Points } from '../../components/Points';
import { Section } from '../../components/Section';
import { StateTag } from '../../components/StateTag';
import { WhyThisDate } from '../../components/WhyThisDate';
import { go } from '../../go';
import { parameter, paths } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { SignedIn } from '../../SignedIn';
import { useMe } from '../../session';
import { acceptanceState } from '../../states';
import { openDocument, type Opened } from '../../wechat/open-document';

type Appointment = Output<'appointments.read'>;
type Acceptance = NonNullable<Appointment['acceptance']>;

/** What came of a visit: accepted, with the promised date and what is still to come, or everything that was missing, in one go (C13). */
export default function RecordPage() {
  const id = parameter(useRouter().params, 'id');
  const me = useMe();
  const read = useRead('appointments.read', { id }, { keep: false, enabled: me !== undefined });
  const again = read.data?.notice ? read.data.checklistCode : null;
  return (
    <PageFrame
      title={read.data?.itemName ?? acceptancesText.record}
      {...(again
        ? { bottomBar: <ActionBar primary={{ id: 'book-again', word: acceptancesText.again, onPress: () => go(paths.bookingHall(again)) }} /> }
        : {})}
    >
      <SignedIn>
        {() => (
          <Reading read={read}>
            {({ acceptance, notice }) => (
              <>
                {acceptance ? <Accepted acceptance={acceptance} /> : null}
                {notice ? <Missing notice={notice} /> : null}
              </>
            )}
          </Reading>
        )}
      </SignedIn>
    </PageFrame>
  );
}

function Accepted({ acceptance }: { acceptance: Acceptance }) {
  const { status, dueAt, explanation, gaps, endNote, hallName, hallAddress, hallPhone } = acceptance;
  const open = gaps.filter(({ suppliedAt }) => suppliedAt === null);
  const next = status === 'open' && open.length > 0 ? acceptancesText.gapsOpen : acceptancesText[status];
  return (
    <>
      <Section>
        <StateTag {...acceptanceState(status)} />
        <InlineMessage tone={status === 'open' ? 'accent' : status === 'completed' ? 'good' : 'attention'} what={next} />
        <Facts
          facts={[
            [acceptancesText.due, acceptancesText.before(dateText(shanghaiDay(dueAt)))],
            [acceptancesText.windowSays, endNote],
          ]}
        />
        <WhyThisDate explanation={explanation} />
      </Section>
      {gaps.length > 0 ? (
        <Section title={acceptancesText.gaps}>
          <Facts facts={gaps.map((gap) => [gap.name, gapStandingText(gap)])} />
          <Fold id="promise" word={acceptancesText.promise}>
            <Points points={gaps.map(({ promise }) => promise)} />
          </Fold>
        </Section>
      ) : null}
      <Section title={acceptancesText.where}>
        <Facts
          facts={[
            [acceptancesText.hall, hallName],
            [acceptancesText.address, hallAddress],
            [acceptancesText.phone, hallPhone],
          ]}
        />
      </Section>
    </>
  );
}

function Missing({ notice }: { notice: NonNullable<Appointment['notice']> }) {
  const [busy, setBusy] = useState(false);
  const [opened, setOpened] = useState<Opened | null>(null);
  const open = async () => {
    setBusy(true);
    setOpened(await openDocument(addressOf('acceptances.notice', { code: notice.code })));
    setBusy(false);
  };
  return (
    <Section title={acceptancesText.missing}>
      <InlineMessage tone="attention" what={acceptancesText.missingNote} />
      <Facts facts={notice.lines.map(({ name, why, how }) => [name, [why, how].filter(Boolean).join('。')])} />
      {opened === 'not_fetched' ? <InlineMessage tone="attention" what={acceptancesText.notFetched} /> : null}
      {opened === 'not_shown' ? <InlineMessage tone="attention" what={acceptancesText.notShown} /> : null}
      <Action kind="plain" id="notice" icon="file-text" word={acceptancesText.paper} busy={busy} onPress={() => void open()} />
    </Section>
  );
}
