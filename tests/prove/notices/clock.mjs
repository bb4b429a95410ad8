// Preloaded into the processes of a round: all share one clock, which begins at NOTICES_BEGIN and is put ahead by what stands in NOTICES_CLOCK.
import { readFileSync } from 'node:fs';

const RealDate = Date;
const begin = RealDate.parse(process.env.NOTICES_BEGIN) - Number(process.env.NOTICES_STARTED);
let ahead = 0;
const look = () => {
  ahead = Number(readFileSync(process.env.NOTICES_CLOCK, 'utf8')) || ahead;
};
look();
setInterval(look, 15).unref();

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    super(...(parts.length === 0 ? [RealDate.now() + begin + ahead] : parts));
  }
  static now() {
    return RealDate.now() + begin + ahead;
  }
};
