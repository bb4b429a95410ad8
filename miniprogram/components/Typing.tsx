import { Input, Textarea } from '@tarojs/components';
import { aria, classes } from './aria';
import styles from './Typing.module.scss';
import type { TypingProps } from './typing-props';

const keyboard = { text: 'text', number: 'number', phone: 'number', idcard: 'idcard' } as const;

/** The bare field. WeChat's own input here, the browser's in Typing.h5.tsx: Taro's H5 input keeps labels and heights to itself. */
export function Typing(props: TypingProps) {
  const common = {
    value: props.value,
    placeholder: props.placeholder ?? '',
    placeholderClass: styles.placeholder ?? '',
    maxlength: props.maxLength ?? (props.multiline ? 1000 : 100),
    focus: props.focus ?? false,
    disabled: props.disabled ?? false,
    ...(props.id ? { id: props.id } : {}),
    onInput: (event: { detail: { value: string } }) => props.onChange(event.detail.value),
    ...aria({ label: props.label }),
  };
  return props.multiline ? (
    <Textarea {...common} className={classes(styles.typing, styles.multiline, props.className)} autoHeight disableDefaultPadding />
  ) : (
    <Input
      {...common}
      className={classes(styles.typing, props.className)}
      type={keyboard[props.kind ?? 'text']}
      confirmType={props.confirmWord ?? 'done'}
      onConfirm={() => props.onConfirm?.()}
    />
  );
}
