import { type ChangeEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import { classes } from './aria';
import styles from './Typing.module.scss';
import type { TypingProps } from './typing-props';

const mode = { text: 'text', number: 'numeric', phone: 'tel', idcard: 'text' } as const;

export function Typing(props: TypingProps) {
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const { focus } = props;
  useEffect(() => {
    if (focus) field.current?.focus();
  }, [focus]);
  const common = {
    ref: field,
    id: props.id,
    value: props.value,
    placeholder: props.placeholder,
    maxLength: props.maxLength ?? (props.multiline ? 1000 : 100),
    disabled: props.disabled,
    'aria-label': props.label,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => props.onChange(event.target.value),
  };
  return props.multiline ? (
    <textarea {...common} rows={4} className={classes(styles.typing, styles.multiline, props.className)} />
  ) : (
    <input
      {...common}
      className={classes(styles.typing, props.className)}
      type="text"
      inputMode={props.confirmWord === 'search' ? 'search' : mode[props.kind ?? 'text']}
      onKeyDown={(event: KeyboardEvent) => {
        // A Chinese input method also sends Enter while it composes.
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) props.onConfirm?.();
      }}
    />
  );
}
