import type { ConsentPurpose } from '../../rules/consents';
import { identityWords } from './identity';
import { privacyNotice } from './notice';

/** One version of the words of a consent. Published ones are never changed: tests/shared/privacy.test.ts compares each with its digest. */
export type ConsentDocument = {
  version: string;
  /** The first day on which it held. */
  since: string;
  title: string;
  /** What the person says by the tap. */
  ask: string;
  /** What does not work without it, and what does. */
  without: string;
  parts: { heading: string; lines: string[] }[];
};

/** Oldest first; the last is in force. */
export const consentDocuments: Readonly<Record<ConsentPurpose, readonly ConsentDocument[]>> = { notice: privacyNotice, identity: identityWords };
