import type { ReactNode } from 'react';

export type PressProps = {
  children?: ReactNode;
  onPress: () => void;
  className?: string;
  id?: string;
  /** Read instead of the content; leave out when the content says it. */
  label?: string;
  role?: 'button' | 'radio' | 'checkbox' | 'link' | 'tab' | 'switch';
  checked?: boolean;
  selected?: boolean;
  expanded?: boolean;
  disabled?: boolean;
};
