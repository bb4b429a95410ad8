import { inspectCatalogue } from '../../db/content/catalogue';
import { readFileSync } from 'node:fs';
import type { ServiceItem } from '../../shared/rules/service-item';

/** Every item of the product's own catalogue, read from its files. */
export function aCatalogue(): ServiceItem[] {
  const halls = JSON.parse(readFileSync(new URL('../../db/content/halls.json', import.meta.url), 'utf8')) as { id: string }[];
  return inspectCatalogue({ halls: halls.map((hall) => hall.id) }).items;
}
