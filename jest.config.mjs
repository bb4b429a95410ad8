const transform = {
  '^.+\\.tsx?$': [
    '@swc/jest',
    {
      swcrc: false,
      jsc: { parser: { syntax: 'typescript', tsx: true }, target: 'es2022', transform: { react: { runtime: 'automatic' } } },
      module: { type: 'es6' },
    },
  ],
};

/** @param {string} name @param {string[]} rooms */
const project = (name, rooms, more = {}) => ({
  displayName: name,
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform,
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.vercel', '<rootDir>/.data', '<rootDir>/.cache'],
  testMatch: rooms.map((room) => `<rootDir>/tests/${room}/**/*.test.ts`),
  ...more,
});

const onDatabase = { globalSetup: '<rootDir>/tests/support/database-setup.mjs', globalTeardown: '<rootDir>/tests/support/database-teardown.mjs' };

/** What the functions do is tested on the plain server; these show that the built ones do the same. */
const builtToo = [
  'audit',
  'booking',
  'common',
  'exchange',
  'files',
  'live',
  'notice',
  'rate-limits',
  'scheduled-work',
  'second-factor',
  'session',
].map((name) => `<rootDir>/tests/functions/${name}.test.ts`);

export default {
  testTimeout: 120_000,
  projects: [
    project('unit', ['shared', 'miniprogram', 'cli', 'prove'], { setupFiles: ['<rootDir>/tests/support/host-clock.mjs'] }),
    project('server', ['db', 'functions'], onDatabase),
    // API tests against the built functions: what all endpoints do alike, and each way in which they read, write, send files and streams
    project('vercel', ['functions'], { ...onDatabase, setupFiles: ['<rootDir>/tests/support/vercel-target.mjs'], testMatch: builtToo }),
    project('weapp', ['weapp'], onDatabase),
    // slices of the provers: they judge what was answered and kept, not how soon
    project('provers', ['provers'], onDatabase),
    // what measures, or brings up a whole product of its own: nothing runs beside it (scripts/test.mjs)
    project('alone', ['scripts', 'vercel', 'speed'], onDatabase),
    project('browser', ['browser'], onDatabase),
  ],
};
