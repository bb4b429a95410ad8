import { useState } from 'react';
import type { Output } from '../../shared/contract';
import { relativesText, consentGiverWords } from '../../shared/text/pages/relatives';
import { relationWords } from '../../shared/text/relatives';
import { greenGroundWords } from '../../shared/text/tickets';
import { whenText } from '../../shared/text/when';
import { ActionBar } from '../components/ActionBar';
import { EmptyState } from '../components/EmptyState';
import { Facts } from '../components/Facts';
import { InlineMessage } from '../components/InlineMessage';
import { ListRow } from '../components/ListRow';
import { PageFrame } from '../components/PageFrame';
import { Section } from '../components/Section';
import { Sheet } from '../components/Sheet';
import { go } from '../go';
import { paths } from '../paths';
import { seedRead, useAct, useRead } from '../query';
import { Reading } from '../Reading';
import { useMe } from '../session';
import { SignedIn } from '../SignedIn';
import type { Relative } from './read';
import { Refusal } from '../Refusal';

type Booker = Output<'relatives.list'>['bookers'][number];

/** 我的家人: whom I book for, who books for me; each ends by one tap and a question. */
export default function RelativesPage() {
  const me = useMe();
  const read = useRead('relatives.list', {}, { enabled: me !== undefined, keep: false });
  const [open, setOpen] = useState<Relative | null>(null);
  const [booker, setBooker] = useState<Booker | null>(null);
  const isFull = read.data !== undefined && read.data.relatives.length >= read.data.most;
  const add = { id: 'relative-add', icon: 'plus' as const, word: relativesText.add, onPress: () => go(paths.addRelative) };
  const bar =
    !me || !read.data ? null : me.realNameVerified ? (
      <ActionBar primary={{ ...add, disabled: isFull }} note={isFull ? relativesText.full(read.data.most) : null} />
    ) : (
      <ActionBar note={relativesText.ownFirst} primary={{ id: 'to-me', word: relativesText.toMe, onPress: () => go(paths.me) }} />
    );
  return (
    <PageFrame title={relativesText.title} note={relativesText.note} {...(bar ? { bottomBar: bar } : {})}>
      <SignedIn why={relativesText.signInWhy}>
        {() => (
          <Reading read={read}>
            {({ relatives, bookers }) => (
              <>
                {relatives.length === 0 ? (
                  <EmptyState icon="users" what={relativesText.none} />
                ) : (
                  <Section title={relativesText.mine} kind="rows">
                    {relatives.map((one) => (
                      <ListRow
                        key={one.id}
                        id={one.id}
                        icon="user"
                        title={one.name}
                        note={[relationWords[one.relation], one.greenChannel && greenGroundWords[one.greenChannel]].filter(Boolean).join(' · ')}
                        onPress={() => setOpen(one)}
                      />
                    ))}
                  </Section>
                )}
                {bookers.length > 0 ? (
                  <Section title={relativesText.bookers} kind="rows">
                    {bookers.map((one) => (
                      <ListRow
                        key={one.id}
                        id={one.id}
                        icon="user"
                        title={one.name}
                        note={relativesText.bookerSince(whenText(one.consentedAt))}
                        onPress={() => setBooker(one)}
                      />
                    ))}
                  </Section>
                ) : null}
              </>
            )}
          </Reading>
        )}
      </SignedIn>
      {open ? <Ending id={open.id} title={open.name} about={open} onEnd={() => setOpen(null)} /> : null}
      {booker ? <Ending id={booker.id} title={booker.name} about={null} onEnd={() => setBooker(null)} /> : null}
    </PageFrame>
  );
}

/** What is known of a relative, and the way to end it; without `about` it is the other side, who withdraws the consent. */
function Ending({ id, title, about, onEnd }: { id: string; title: string; about: Relative | null; onEnd: () => void }) {
  const remove = useAct('relatives.remove', {
    refreshes: ['appointments.list'],
    onDone: (left) => {
      seedRead('relatives.list', {}, left);
      onEnd();
    },
  });
  return (
    <Sheet
      open
      title={title}
      onClose={onEnd}
      actions={[
        {
          id: 'relative-remove',
          word: about ? relativesText.remove : relativesText.withdraw,
          kind: 'danger',
          busy: remove.busy,
          onPress: () => void remove.run({ id }),
        },
        { word: about ? relativesText.keep : relativesText.keepConsent, kind: 'text', onPress: onEnd },
      ]}
    >
      {about ? (
        <Facts
          facts={[
            [relativesText.relation, relationWords[about.relation]],
            [relativesText.number, about.idNumberMasked],
            [relativesText.born, about.birthDate],
            [relativesText.consent, relativesText.consented(consentGiverWords[about.consentBy], whenText(about.consentedAt))],
          ]}
        />
      ) : null}
      {remove.error ? (
        <Refusal tone="attention" error={remove.error} />
      ) : (
        <InlineMessage what={about ? relativesText.removeLoses : relativesText.withdrawLoses} />
      )}
    </Sheet>
  );
}
