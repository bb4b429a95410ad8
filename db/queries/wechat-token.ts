import type { AccessToken, TokenStore } from '../../functions/ports/wechat-token';
import type { Db } from '../client';
import type { Sealer } from '../sealed';

type TokenRow = { tokenSealed: Uint8Array | null; expiresAt: string | null };

/**
 * The one access token of an account (`id` is its AppID), shared by every instance through Postgres. Who holds the token
 * may write to all users in the bureau's name, so it is sealed. `db` must not be a transaction: a claim is seen at once.
 */
export function wechatTokenStore(db: Db, sealer: Sealer, id: string): TokenStore {
  const cell = { table: 'wechat_token', column: 'token_sealed', row: id };
  const opened = (row: TokenRow | undefined): AccessToken | null => {
    if (!row?.tokenSealed || !row.expiresAt) return null;
    try {
      return { token: sealer.open(cell, row.tokenSealed), expiresAt: row.expiresAt };
    } catch {
      // Sealed with another key: WeChat gives the token again, so nothing is lost by renewing.
      return null;
    }
  };

  return {
    async read() {
      const rows = await db<TokenRow[]>`
        SELECT token_sealed AS "tokenSealed", expires_at AS "expiresAt" FROM wechat_token WHERE id = ${id}`;
      return opened(rows[0]);
    },

    async renewOnce(claim, fetchNew) {
      // One statement decides who renews; the lease makes it safe against a winner that dies.
      const claimed = await db<TokenRow[]>`
        INSERT INTO wechat_token (id, renewing_until) VALUES (${id}, ${claim.until})
        ON CONFLICT (id) DO UPDATE SET renewing_until = excluded.renewing_until
          WHERE wechat_token.renewing_until IS NULL OR wechat_token.renewing_until <= ${claim.now}
        RETURNING token_sealed AS "tokenSealed", expires_at AS "expiresAt"`;
      if (claimed.length === 0) return null;
      try {
        const kept = opened(claimed[0]);
        if (kept && kept.token !== claim.replacing) return kept;
        const fetched = await fetchNew();
        await db`
          UPDATE wechat_token SET token_sealed = ${sealer.seal(cell, fetched.token)}, expires_at = ${fetched.expiresAt}
          WHERE id = ${id}`;
        return fetched;
      } finally {
        // Only our own claim is given back: after the lease another instance may hold it.
        await db`UPDATE wechat_token SET renewing_until = NULL WHERE id = ${id} AND renewing_until = ${claim.until}`;
      }
    },
  };
}
