import { useEffect, useRef, useState } from 'react';
import { call } from '../../api';
import { serviceInstant } from '../../clock';
import { type Act, useAct } from '../../query';

export type Held = { holdId: string; heldUntil: string };

/**
 * The places that these items need, kept while the form is filled in: the one that came with the address, or one taken now.
 * Leaving without booking gives it back; `keep` says it was used.
 */
export function useHold(
  slotId: string,
  checklistCodes: string[],
  given: Held | null,
  relativeId: string,
): { held: Held | null; hold: Act<'appointments.hold'>; take: () => void; keep: () => void } {
  const [held, setHeld] = useState<Held | null>(given);
  const hold = useAct('appointments.hold', { onDone: (taken) => setHeld({ holdId: taken.holdId, heldUntil: taken.heldUntil }) });
  const toGiveBack = useRef<Held | null>(null);
  toGiveBack.current = held;
  const used = useRef(false);
  const take = () => void hold.run({ slotId, checklistCodes, ...(relativeId ? { relativeId } : {}) });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => {
    if (!given) take();
    return () => {
      const last = toGiveBack.current;
      if (last && !used.current && last.heldUntil > serviceInstant())
        void call('appointments.releaseHold', { holdId: last.holdId }).catch(() => undefined);
    };
  }, []);
  return {
    held,
    hold,
    take,
    keep: () => {
      used.current = true;
    },
  };
}
