/** What became of one try to deliver a letter. `ended`: it was finished in the sender's own transaction. */
export type Outcome =
  /** `messageId`: of WeChat. */
  | { end: 'delivered'; messageId?: string | null }
  | { end: 'ended' }
  | { end: 'dropped'; error: string }
  | { end: 'dead'; error: string }
  /** It may have arrived, and would be shown twice if it were sent again. */
  | { end: 'unknown'; error: string }
  /** Its time has not come. */
  | { end: 'later'; at: string }
  /** Try again, not before so many seconds when given. */
  | { end: 'again'; error: string; afterSeconds: number | null };
