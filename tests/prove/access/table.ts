import type { EndpointName } from '../../../shared/contract/routes';
import type { Row } from './row';
import { caseRows } from './table-cases';
import { windowRows } from './table-window';

/** Every endpoint: who may call it, which objects it takes. A new endpoint without a row is red. */
export const rows: Partial<Record<EndpointName, Row>> = { ...windowRows, ...caseRows };
