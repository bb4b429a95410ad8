import { View } from '@tarojs/components';
import { aria, classes } from './aria';
import type { PressProps } from './press-props';

/** Whatever can be tapped. In WeChat a view, in the browser (Press.h5.tsx) a real button with keyboard and focus. */
export function Press({ children, onPress, className, id, label, role = 'button', disabled, ...states }: PressProps) {
  return (
    <View
      {...(id ? { id } : {})}
      className={classes('press', className)}
      hoverClass={disabled ? 'none' : 'press-hover'}
      onClick={disabled ? () => undefined : onPress}
      {...aria({ role, label, disabled, ...states })}
    >
      {children}
    </View>
  );
}
