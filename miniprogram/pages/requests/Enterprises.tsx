import { View } from '@tarojs/components';
import { requestsText } from '../../../shared/text/pages/requests';
import { aria, classes } from '../../components/aria';
import { Icon } from '../../components/Icon';
import { ListRow } from '../../components/ListRow';
import { Press } from '../../components/Press';
import { Section } from '../../components/Section';
import styles from './Enterprises.module.scss';

type Enterprise = { id: string; name: string };

/** For which enterprise: named when there is one, chosen when there are several. */
export function Enterprises({ enterprises, chosen, onChoose }: { enterprises: Enterprise[]; chosen: string; onChoose: (id: string) => void }) {
  const [only] = enterprises;
  return (
    <Section title={requestsText.enterprise} kind="rows">
      {enterprises.length === 1 ? <ListRow icon="building-2" title={only?.name ?? ''} /> : null}
      {enterprises.length > 1 ? (
        <View {...aria({ role: 'radiogroup', label: requestsText.enterprise })}>
          {enterprises.map(({ id, name }) => (
            <Press
              key={id}
              id={`enterprise-${id}`}
              role="radio"
              checked={id === chosen}
              className={classes(styles.option, id === chosen && styles.chosen)}
              onPress={() => onChoose(id)}
            >
              <View className={styles.inner}>
                <Icon name={id === chosen ? 'circle-check' : 'circle'} />
                <View className={styles.name}>{name}</View>
              </View>
            </Press>
          ))}
        </View>
      ) : null}
    </Section>
  );
}
