/** The browser has no subscribe messages: the inbox carries the notice. */
export const askForMessages = (_templateIds: string[]): Promise<string[]> => Promise.resolve([]);
