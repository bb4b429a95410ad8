type Aria = {
  role?: string;
  label?: string;
  hidden?: boolean;
  live?: 'polite' | 'assertive';
  checked?: boolean;
  selected?: boolean;
  expanded?: boolean;
  disabled?: boolean;
};

/**
 * What a screen reader is told about a view: WeChat's names in the mini-program, the standard attributes in the browser
 * (Taro's H5 views pass `aria-*` and `role` on and drop `ariaRole`).
 */
export function aria({ role, ...states }: Aria): Record<string, string | boolean> {
  const props: Record<string, string | boolean> = {};
  const inBrowser = process.env.TARO_ENV === 'h5';
  if (role) props[inBrowser ? 'role' : 'ariaRole'] = role;
  for (const [name, value] of Object.entries(states)) {
    if (value === undefined) continue;
    props[inBrowser ? `aria-${name}` : `aria${name[0]?.toUpperCase()}${name.slice(1)}`] = inBrowser ? String(value) : value;
  }
  return props;
}

/** Class names that apply, in one string. */
export const classes = (...names: (string | false | null | undefined)[]): string => names.filter(Boolean).join(' ');
