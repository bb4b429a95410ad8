/** The browser has no privacy question of its own: each page asks where it collects. */
export const agreedToPrivacy = (): Promise<boolean> => Promise.resolve(true);
