import { startServer } from '../../functions/server';

/** The server under test in a process of its own: the real one, without stand-ins and without the scheduled work. */
startServer({ port: Number(process.argv[2]), databaseUrl: process.env.DATABASE_URL ?? '', standIns: false, jobs: false }).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
