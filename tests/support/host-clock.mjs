/** Under HOST_NOW the machine believes in another instant: what looks at the host's clock anyway is found out (tests/provers/host-clock.test.ts). */
const asked = process.env.HOST_NOW;
if (asked) {
  const shift = Date.parse(asked) - Date.now();
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...given) {
      if (given.length === 0) super(Real.now() + shift);
      else super(...given);
    }
    static now() {
      return Real.now() + shift;
    }
  };
}
