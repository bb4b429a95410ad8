import { View } from '@tarojs/components';
import { useState } from 'react';
import { accessesText } from '../../../shared/text/pages/accesses';
import { greenGroundWords } from '../../../shared/text/tickets';
import { documentNames } from '../../../shared/text/id-number';
import { groupsText } from '../../../shared/text/pages/groups';
import { meText, realNameText } from '../../../shared/text/pages/me';
import { enterpriseText } from '../../../shared/text/pages/enterprise';
import { privacyText } from '../../../shared/text/pages/privacy';
import { storedText } from '../../../shared/text/pages/stored';
import { ratingText } from '../../../shared/text/pages/rating';
import { whenText } from '../../../shared/text/when';
import { enterpriseRoleWords, staffRoleWords } from '../../../shared/text/roles';
import { Action } from '../../components/Action';
import { Facts } from '../../components/Facts';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { Sheet } from '../../components/Sheet';
import { go, startAt } from '../../go';
import { paths } from '../../paths';
import { useAct, useRead } from '../../query';
import { type Me, signOut, useSession } from '../../session';
import { SignedIn } from '../../SignedIn';
import { groupResultState } from '../../states';
import { Looks } from './Looks';
import { Phone } from './Phone';
import { RealNameFields } from './RealNameFields';
import styles from './text-action.module.scss';
import { agreeToIdentity, useRealName } from './useRealName';
import { Refusal } from '../../Refusal';

/** What is stored about the person, masked; how the app looks; leaving. */
export default function MePage() {
  const { signedIn } = useSession();
  return (
    <PageFrame title={meText.title}>
      <SignedIn why={meText.signInWhy}>
        {(me) => (
          <>
            <Section title={meText.identity}>{me.realNameVerified ? <Identity me={me} /> : <GiveRealName />}</Section>
            <Section title={meText.phone}>
              <Phone phoneMasked={me.phoneMasked} />
            </Section>
            <Section kind="rows">
              <ListRow id="relatives" icon="users" title={meText.relatives} note={meText.relativesNote} onPress={() => go(paths.relatives)} />
              <ListRow id="my-ratings" icon="star" title={ratingText.mine} note={ratingText.mineEntry} onPress={() => go(paths.ratings)} />
              <ListRow id="stored" icon="id-card" title={storedText.title} note={storedText.entry} onPress={() => go(paths.stored)} />
              <ListRow id="consents" icon="circle-check" title={privacyText.mine} note={privacyText.mineEntry} onPress={() => go(paths.consents)} />
              <ListRow id="accesses" icon="shield" title={accessesText.title} note={accessesText.entry} onPress={() => go(paths.accesses)} />
            </Section>
            <Roles me={me} />
            {me.realNameVerified ? <OnLists /> : null}
          </>
        )}
      </SignedIn>
      <Section kind="rows">
        <ListRow id="privacy" icon="file-text" title={privacyText.title} note={privacyText.entry} onPress={() => go(paths.privacy())} />
      </Section>
      <Looks />
      {signedIn ? <Leave /> : null}
    </PageFrame>
  );
}

/** What firms have put me on: my own checklist, and when they come. Only where there is something. */
function OnLists() {
  const { data } = useRead('groups.mine', {}, { keep: false });
  if (!data || data.groups.length === 0) return null;
  return (
    <Section title={groupsText.mine} kind="rows">
      {data.groups.map(({ groupId, itemName, enterpriseName, result, note, fromAt, address, appointmentId, checklistCode }) => (
        <ListRow
          key={groupId}
          id={groupId}
          title={itemName}
          note={[enterpriseName, note].filter(Boolean).join(' · ')}
          state={groupResultState(result)}
          {...(fromAt ? { until: appointmentId ? groupsText.expected(whenText(fromAt), address ?? '') : groupsText.comes(whenText(fromAt)) } : {})}
          onPress={() => go(appointmentId ? paths.appointment(appointmentId) : paths.checklist(checklistCode))}
        />
      ))}
    </Section>
  );
}

function Identity({ me }: { me: Me }) {
  return (
    <Facts
      facts={[
        [meText.name, me.name],
        [meText.document, me.idKind && documentNames[me.idKind]],
        [meText.number, me.idNumberMasked],
        [meText.green, me.greenChannel && greenGroundWords[me.greenChannel]],
      ]}
    />
  );
}

function GiveRealName() {
  const [isOpen, setOpen] = useState(false);
  const realName = useRealName();
  const verify = useAct('me.verifyRealName', { refreshes: ['me.read'] });
  const submit = async () => {
    const input = realName.check();
    if (!input || verify.busy) return;
    await agreeToIdentity();
    await verify.run(input);
  };
  if (!isOpen) {
    return (
      <>
        <InlineMessage what={meText.notVerified} />
        <Action kind="plain" word={realNameText.submit} onPress={() => setOpen(true)} />
      </>
    );
  }
  return (
    <>
      <RealNameFields realName={realName} />
      {verify.error ? <Refusal error={verify.error} /> : null}
      <Action id="verify" word={realNameText.submit} busy={verify.busy} onPress={() => void submit()} />
    </>
  );
}

function Roles({ me }: { me: Me }) {
  const facts: [string, string][] = [
    ...me.staff.map((held): [string, string] => [staffRoleWords[held.role], held.unitName]),
    ...me.enterprises.map((held): [string, string] => [enterpriseRoleWords[held.role], held.name]),
  ];
  return (
    <Section title={meText.roles}>
      {facts.length > 0 ? <Facts facts={facts} /> : null}
      <Action id="enterprises" kind="plain" icon="building-2" word={enterpriseText.mine} onPress={() => go(paths.enterprises)} />
    </Section>
  );
}

function Leave() {
  const [isAsking, setAsking] = useState(false);
  const leave = async () => {
    await signOut();
    startAt(paths.home);
  };
  return (
    <>
      <View className={styles.line}>
        <Action id="sign-out" kind="text" icon="log-out" word={meText.signOut} onPress={() => setAsking(true)} />
      </View>
      <Sheet
        open={isAsking}
        title={meText.signOutAsk}
        onClose={() => setAsking(false)}
        actions={[
          { id: 'sign-out-yes', word: meText.signOutYes, kind: 'danger', onPress: () => void leave() },
          { word: meText.signOutNo, kind: 'text', onPress: () => setAsking(false) },
        ]}
      >
        <InlineMessage what={meText.signOutLoses} />
      </Sheet>
    </>
  );
}
