import type { Facts } from '../../../shared/rules/interview';
import { shanghaiDay } from '../../../shared/rules/shanghai';
import { serviceInstant } from '../../clock';
import type { Me } from '../../session';

/** Of whom something is known: the signed-in person, or one of the relatives. */
export type Identity = Pick<Me, 'birthDate' | 'idKind'>;

/** What is known without asking: today in Shanghai, and what a verified identity says. */
export function factsOf(person: Identity | undefined): Facts {
  return {
    today: shanghaiDay(serviceInstant()),
    ...(person?.birthDate ? { birthDate: person.birthDate } : {}),
    ...(person?.idKind ? { idKind: person.idKind } : {}),
  };
}
