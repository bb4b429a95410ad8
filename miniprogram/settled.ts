import { useEffect, useState } from 'react';

/** A value as it was once it stood still for `ms` milliseconds: a search asks after the typing, not at every letter. */
export function useSettled<Value>(value: Value, ms = 250): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
