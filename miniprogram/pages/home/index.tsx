import { View } from '@tarojs/components';
import { homeText } from '../../../shared/text/pages/home';
import { kitText } from '../../../shared/text/kit';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { paths } from '../../paths';
import { useMe } from '../../session';
import { Choice } from './Choice';
import styles from './index.module.scss';
import { NextAppointment } from './NextAppointment';
import { ToRate } from './ToRate';

/** The hub: what is next for this person, then the three choices. */
export default function Home() {
  const me = useMe();
  const unread = me?.unreadNotices ?? 0;
  return (
    <PageFrame title={kitText.appName} note={homeText.note} back={false}>
      {me && me.staff.length > 0 ? (
        <Section kind="rows">
          <ListRow
            id="desk"
            icon="shield"
            title={homeText.desk}
            note={me.staff
              .map((held) => held.unitName)
              .filter((name, index, all) => all.indexOf(name) === index)
              .join('、')}
            onPress={() => go(paths.desk)}
          />
        </Section>
      ) : null}
      {me ? <NextAppointment /> : null}
      <View className={styles.choices}>
        <Choice id="choice-items" icon="clipboard-list" {...homeText.items} leading onPress={() => go(paths.search())} />
        <Choice id="choice-appointments" icon="calendar" {...homeText.appointments} onPress={() => go(paths.appointments)} />
        <Choice id="choice-ask" icon="message-circle" {...homeText.ask} onPress={() => go(paths.ask())} />
      </View>
      {me ? <ToRate /> : null}
      <Section title={homeText.more} kind="rows">
        <ListRow
          id="requests"
          icon="building-2"
          title={homeText.enterprise.word}
          note={homeText.enterprise.note}
          onPress={() => go(paths.requests)}
        />
        <ListRow id="complaint" icon="megaphone" title={homeText.complaint.word} note={homeText.complaint.note} onPress={() => go(paths.complaint)} />
        <ListRow
          id="inbox"
          icon="bell"
          title={homeText.inbox}
          {...(unread > 0 ? { state: { word: homeText.unread(unread), tone: 'accent' as const, icon: 'circle-dot' as const } } : {})}
          onPress={() => go(paths.inbox)}
        />
        <ListRow id="me" icon="user" title={homeText.me} note={me?.name ?? homeText.meSignedOut} onPress={() => go(paths.me)} />
      </Section>
    </PageFrame>
  );
}
