import { View } from '@tarojs/components';
import { deskText } from '../../../shared/text/pages/desk';
import { aria, classes } from '../../components/aria';
import { Press } from '../../components/Press';
import styles from './Scopes.module.scss';

export const scopes = ['mine', 'unit', 'incoming', 'finished'] as const;
export type Scope = (typeof scopes)[number];

/** Which requests are listed. */
export function Scopes({ chosen, onChoose }: { chosen: Scope; onChoose: (scope: Scope) => void }) {
  return (
    <View className={styles.scopes} {...aria({ role: 'tablist' })}>
      {scopes.map((scope) => (
        <Press
          key={scope}
          id={`scope-${scope}`}
          role="tab"
          selected={scope === chosen}
          className={classes(styles.scope, scope === chosen && styles.chosen)}
          onPress={() => onChoose(scope)}
        >
          {deskText.scopes[scope]}
        </Press>
      ))}
    </View>
  );
}
