import { conference } from './conference';
import type { Machine } from './machine';
import { rectification } from './rectification';
import { register } from './register';
import { systemic } from './systemic';
import { urgent } from './urgent';
import { visit } from './visit';

export const machines: readonly Machine[] = [rectification, conference, visit, systemic, register, urgent];
