import { classes } from './aria';
import type { PressProps } from './press-props';

/** Whatever can be tapped, as a real button: keyboard, focus and role come with it. */
export function Press({ children, onPress, className, id, label, role = 'button', checked, selected, expanded, disabled }: PressProps) {
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role decides which state is given, and callers give only that one
    <button
      type="button"
      id={id}
      className={classes('press', className)}
      role={role === 'button' ? undefined : role}
      aria-label={label}
      aria-checked={checked}
      aria-selected={selected}
      aria-expanded={expanded}
      disabled={disabled}
      onClick={onPress}
    >
      {children}
    </button>
  );
}
