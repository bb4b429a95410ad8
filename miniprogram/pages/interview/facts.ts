import type { Facts } from '../../../shared/rules/interview';
import { shanghaiDay } from '../../../shared/rules/shanghai';
import { serviceInstant } from '../../clock';
import type { Me } from '../../session';

/** What is known without asking: today in Shanghai, and what a verified identity says. */
export function factsOf(me: Me | undefined): Facts {
  return {
    today: shanghaiDay(serviceInstant()),
    ...(me?.birthDate ? { birthDate: me.birthDate } : {}),
    ...(me?.idKind ? { idKind: me.idKind } : {}),
  };
}
