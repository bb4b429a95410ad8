import { View } from '@tarojs/components';
import { useState } from 'react';
import { hallText } from '../../../shared/text/pages/hall';
import { whenText } from '../../../shared/text/when';
import { Action } from '../../components/Action';
import { EmptyState } from '../../components/EmptyState';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { QrCode } from '../../components/QrSheet';
import { Section } from '../../components/Section';
import { TextField } from '../../components/TextField';
import { linkTo } from '../../links';
import { paths } from '../../paths';
import { useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { StaffOnly } from '../StaffOnly';
import { holds, windowRoles, workplace } from '../roles';
import { useDay } from './day-read';
import type { Me } from '../../session';

/** The code for the door of the hall; for the unit head also which screens may show the calls. */
export default function Displays() {
  return (
    <PageFrame title={hallText.displays} note={hallText.displaysNote}>
      <StaffOnly roles={windowRoles}>{(me) => <Hall me={me} />}</StaffOnly>
    </PageFrame>
  );
}

function Hall({ me }: { me: Me }) {
  const { data } = useDay(me, undefined);
  const hallId = workplace(me).hallId ?? data?.hallId ?? '';
  const door = useRead('queue.hallCode', { hallId }, { keep: false, enabled: hallId !== '' });
  if (hallId === '') return null;
  return (
    <>
      {holds(me, ['unit_head']) ? <Screens hallId={hallId} /> : null}
      <Section title={hallText.doorCode}>
        <Reading read={door} rows={2}>
          {({ code }) => <QrCode payload={linkTo(paths.arrive(code)) ?? code} code={code} note={hallText.doorCodeNote} />}
        </Reading>
      </Section>
    </>
  );
}

function Screens({ hallId }: { hallId: string }) {
  const [name, setName] = useState('');
  const [link, setLink] = useState('');
  const read = useRead('display.list', { hallId }, { keep: false });
  const make = useAct('display.make', {
    refreshes: ['display.list'],
    onDone: ({ token }) => {
      const path = `/screens/hall?token=${token}`;
      setLink(linkTo(path) ?? path);
      setName('');
    },
  });
  const revoke = useAct('display.revoke', { refreshes: ['display.list'] });
  const error = make.error ?? revoke.error;
  return (
    <>
      {error ? <InlineMessage tone="danger" what={error.message} /> : null}
      {link ? <InlineMessage tone="good" what={hallText.made} next={link} /> : null}
      <Section title={hallText.display} kind="rows">
        <Reading read={read} rows={2}>
          {({ displays }) =>
            displays.length === 0 ? (
              <EmptyState icon="megaphone" what={hallText.noDisplays} />
            ) : (
              <View>
                {displays.map((display) => (
                  <ListRow
                    key={display.id}
                    id={`revoke-${display.id}`}
                    icon="megaphone"
                    title={`${display.name} · ${hallText.revoke}`}
                    note={hallText.madeAt(whenText(display.madeAt))}
                    onPress={() => void revoke.run({ id: display.id })}
                  />
                ))}
              </View>
            )
          }
        </Reading>
      </Section>
      <Section>
        <TextField
          id="display-name"
          label={hallText.makeName}
          placeholder={hallText.makePlaceholder}
          value={name}
          maxLength={30}
          onChange={setName}
        />
        <Action
          id="display-make"
          kind="plain"
          word={hallText.make}
          busy={make.busy}
          disabled={name.trim() === ''}
          onPress={() => void make.run({ hallId, name: name.trim() })}
        />
      </Section>
    </>
  );
}
