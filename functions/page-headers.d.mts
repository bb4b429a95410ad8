/** What the pages of the product and their files are sent with (H5, docs/security.md). */
export const pageHeaders: Readonly<Record<string, string>>;
