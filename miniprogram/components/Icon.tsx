import { View } from '@tarojs/components';
import { aria, classes } from './aria';
import type { IconName } from './icon-names';

/** A drawing in the colour of the text around it. Without a label it is decoration and hidden from screen readers. */
export function Icon({ name, size, label }: { name: IconName; size?: 'small' | 'large'; label?: string }) {
  return (
    <View className={classes('icon', `icon-${name}`, size && `icon-${size}`)} {...(label ? aria({ role: 'img', label }) : aria({ hidden: true }))} />
  );
}
