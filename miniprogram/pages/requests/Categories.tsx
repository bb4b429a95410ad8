import { View } from '@tarojs/components';
import { type CaseCategory, caseCategories } from '../../../shared/rules/case-flow';
import { caseCategoryNotes, caseCategoryWords } from '../../../shared/text/cases';
import { requestsText } from '../../../shared/text/pages/requests';
import { aria, classes } from '../../components/aria';
import { Icon } from '../../components/Icon';
import type { IconName } from '../../components/icon-names';
import { Press } from '../../components/Press';
import styles from './Categories.module.scss';

const icons: Record<CaseCategory, IconName> = {
  consultation: 'message-circle',
  handling: 'clipboard-list',
  training: 'users',
  safety_guidance: 'shield',
  investigation: 'search',
  complaint: 'megaphone',
};

/** The categories as big options, two side by side. */
export function Categories({ chosen, onChoose }: { chosen: CaseCategory | null; onChoose: (category: CaseCategory) => void }) {
  return (
    <View className={styles.grid} {...aria({ role: 'radiogroup', label: requestsText.category })}>
      {caseCategories.map((category) => (
        <View key={category} className={styles.cell}>
          <Press
            id={`category-${category}`}
            role="radio"
            checked={category === chosen}
            className={classes(styles.option, category === chosen && styles.chosen)}
            onPress={() => onChoose(category)}
          >
            <View className={styles.top}>
              <Icon name={category === chosen ? 'circle-check' : icons[category]} />
              <View className={styles.word}>{caseCategoryWords[category]}</View>
            </View>
            <View className={styles.note}>{caseCategoryNotes[category]}</View>
          </Press>
        </View>
      ))}
    </View>
  );
}
