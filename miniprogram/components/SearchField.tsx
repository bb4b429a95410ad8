import { View } from '@tarojs/components';
import { kitText } from '../../shared/text/kit';
import { Icon } from './Icon';
import { Press } from './Press';
import styles from './SearchField.module.scss';
import { Typing } from './Typing';

export type SearchFieldProps = {
  value: string;
  onChange: (value: string) => void;
  label: string;
  placeholder?: string;
  onConfirm?: () => void;
  focus?: boolean;
};

/** A field for searching, with a way to clear it. */
export function SearchField({ value, onChange, label, placeholder, onConfirm, focus }: SearchFieldProps) {
  return (
    <View className={styles.search}>
      <Icon name="search" />
      <View className={styles.typing}>
        <Typing
          value={value}
          onChange={onChange}
          label={label}
          confirmWord="search"
          {...(placeholder ? { placeholder } : {})}
          {...(onConfirm ? { onConfirm } : {})}
          {...(focus ? { focus } : {})}
        />
      </View>
      {value ? (
        <Press className={styles.clear ?? ''} label={kitText.clear} onPress={() => onChange('')}>
          <Icon name="circle-x" />
        </Press>
      ) : null}
    </View>
  );
}
