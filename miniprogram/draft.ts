import Taro from '@tarojs/taro';
import { useState } from 'react';

/** A form kept on the phone while it is filled in: a lost network or a closed app loses no word. Call `clear` once it is sent. */
export function useDraft<Form extends object>(name: string, empty: Form): [form: Form, change: (part: Partial<Form>) => void, clear: () => void] {
  const key = `draft:${name}`;
  const [form, setForm] = useState<Form>(() => {
    const saved: unknown = Taro.getStorageSync(key);
    return saved && typeof saved === 'object' ? { ...empty, ...saved } : empty;
  });
  const change = (part: Partial<Form>) =>
    setForm((shown) => {
      const next = { ...shown, ...part };
      Taro.setStorageSync(key, next);
      return next;
    });
  const clear = () => {
    Taro.removeStorageSync(key);
    setForm(empty);
  };
  return [form, change, clear];
}
