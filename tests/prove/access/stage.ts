import { idCheckCharacter } from '../../../shared/rules/id-number';
import type { Answer, TestServer } from '../../support/server';
import type { EndpointName } from '../../../shared/contract/routes';
import type { Who } from './people';
import type { World } from '../desk/world';

export type Someone = { id: string; token: string };

/** Words and numbers that only some may ever read. */
export const secrets = {
  note: '内部备注暗语甲',
  help: '协办意见暗语乙',
  opinion: '会商意见暗语丙',
  rating: '评价的话暗语丁',
  urgentPhone: '13800009999',
  kinNumber: '',
};

export const dayMs = 86_400_000;
export const hourMs = 3_600_000;

/** An identity number of the region 990001, which does not exist. */
export const idNumber = (serial: string) => `990001199003070${serial}${idCheckCharacter(`990001199003070${serial}`)}`;

export function must<Name extends EndpointName>(answer: Answer<Name>): Answer<Name>['body'] {
  if (answer.status !== 200) throw new Error(`the scene could not be set: ${answer.text.slice(0, 400)}`);
  return answer.body;
}

/** What the parts of the scene are set up with. */
export type Stage = {
  service: TestServer;
  town: World['town'];
  units: World['units'];
  rivalFirm: string;
  westFirm: string;
  db: TestServer['db'];
  call: TestServer['call'];
  now: string;
  soon: string;
  who: Record<Who, Someone>;
  /** A photo that a person has handed in and that is part of nothing yet. */
  photo(person: Someone): Promise<string>;
};
