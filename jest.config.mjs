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

export default {
  testTimeout: 60_000,
  projects: [
    project('unit', ['shared', 'miniprogram', 'cli', 'prove'], { setupFiles: ['<rootDir>/tests/support/host-clock.mjs'] }),
    project('server', ['db', 'functions'], onDatabase),
    // the same API tests against the built functions
    project('vercel', ['functions'], {
      ...onDatabase,
      setupFiles: ['<rootDir>/tests/support/vercel-target.mjs'],
      testPathIgnorePatterns: ['/ports-', '/stand-ins-', '/jobs.test'],
    }),
    project('weapp', ['weapp'], onDatabase),
    // what measures, or brings up a whole product of its own: nothing runs beside it (scripts/test.mjs)
    project('alone', ['scripts', 'vercel'], onDatabase),
    project('browser', ['browser'], onDatabase),
  ],
};
