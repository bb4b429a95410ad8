import type { AccessToken, TokenStore } from '../../functions/ports/wechat-token';

/**
 * The contract of a token store without a database, for tests that are about WeChat and not about sharing. The real one
 * is tried against Postgres in ports-wechat-token.test.ts.
 */
export function tokenInMemory(): TokenStore & { kept: AccessToken | null } {
  let renewing = false;
  const store = {
    kept: null as AccessToken | null,
    read: async () => store.kept,
    renewOnce: async (claim: { replacing: string | null }, fetchNew: () => Promise<AccessToken>) => {
      if (renewing) return null;
      if (store.kept && store.kept.token !== claim.replacing) return store.kept;
      renewing = true;
      try {
        store.kept = await fetchNew();
        return store.kept;
      } finally {
        renewing = false;
      }
    },
  };
  return store;
}
