/** Monday 08:30 in Shanghai: the instant at which the tests' demo city was loaded. */
export const testNow = '2026-11-23T00:30:00.000Z';
/** Seals the tests' synthetic numbers; not a secret. */
export const testSealKey = 'onewindow-tests-seal-key-of-32-characters';
export const templateName = 'onewindow_template';
