// Preloaded into the launcher of the built functions: their clock is the test's, which every request carries in X-Test-Now.
const RealDate = Date;
let now = null;

class SettableDate extends RealDate {
  constructor(...parts) {
    super(...(parts.length === 0 ? [SettableDate.now()] : parts));
  }
  static now() {
    return now ?? RealDate.now();
  }
}

globalThis.Date = SettableDate;
globalThis.setTestNow = (instant) => {
  now = RealDate.parse(instant);
};
