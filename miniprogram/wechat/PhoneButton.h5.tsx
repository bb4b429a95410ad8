import type { PhoneButtonProps } from './PhoneButton';

/** The browser has no such button: the number is typed. */
export const PhoneButton = (_: PhoneButtonProps) => null;

export const hasPhoneButton = false;
