export type TypingProps = {
  value: string;
  onChange: (value: string) => void;
  /** The name of the field for screen readers. */
  label: string;
  placeholder?: string;
  kind?: 'text' | 'number' | 'phone' | 'idcard';
  multiline?: boolean;
  maxLength?: number;
  focus?: boolean;
  disabled?: boolean;
  /** The return key of the keyboard was pressed. */
  onConfirm?: () => void;
  confirmWord?: 'done' | 'search' | 'next' | 'send';
  className?: string;
  id?: string;
};
