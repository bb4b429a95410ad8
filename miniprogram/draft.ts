import Taro from '@tarojs/taro';
import { useState } from 'react';

const keyOf = (name: string) => `draft:${name}`;

/** What the phone keeps under this name, or undefined. */
export function keptDraft<Form extends object>(name: string): Form | undefined {
  const saved: unknown = Taro.getStorageSync(keyOf(name));
  return saved && typeof saved === 'object' ? (saved as Form) : undefined;
}

/** Changes a part; a function sees what is shown by then, for changes that come late. */
export type Change<Form> = (part: Partial<Form> | ((shown: Form) => Partial<Form>)) => void;

/** A form kept on the phone while it is filled in: a lost network or a closed app loses no word. Call `clear` once it is sent. */
export function useDraft<Form extends object>(name: string, empty: Form): [form: Form, change: Change<Form>, clear: () => void] {
  const [form, setForm] = useState<Form>(() => ({ ...empty, ...keptDraft<Form>(name) }));
  const change: Change<Form> = (part) =>
    setForm((shown) => {
      const next = { ...shown, ...(typeof part === 'function' ? part(shown) : part) };
      Taro.setStorageSync(keyOf(name), next);
      return next;
    });
  const clear = () => {
    Taro.removeStorageSync(keyOf(name));
    setForm(empty);
  };
  return [form, change, clear];
}

/** Puts a draft where the form of this name will find it. */
export function keepDraft<Form extends object>(name: string, form: Form): void {
  Taro.setStorageSync(keyOf(name), form);
}

/** Forgets the drafts whose names begin so: what holds personal numbers does not outlive the session on this phone. */
export function forgetDrafts(prefix: string): void {
  for (const key of Taro.getStorageInfoSync().keys) if (key.startsWith(keyOf(prefix))) Taro.removeStorageSync(key);
}
