import { parse } from 'acorn';
import type { Compiler } from 'webpack';

/**
 * Fails the build when it writes JavaScript newer than ES2019, which iOS 12 and Chrome 80 cannot parse: without this, untranspiled
 * private fields end as a blank page after a successful build.
 */
export class EsLevel {
  apply(compiler: Compiler) {
    const { Compilation, WebpackError } = compiler.webpack;
    compiler.hooks.thisCompilation.tap('EsLevel', (compilation) => {
      const stage = Compilation.PROCESS_ASSETS_STAGE_REPORT;
      compilation.hooks.processAssets.tap({ name: 'EsLevel', stage }, (assets) => {
        for (const [name, asset] of Object.entries(assets)) {
          if (!name.endsWith('.js')) continue;
          const code = asset.source().toString();
          try {
            parse(code, { ecmaVersion: 2019, sourceType: 'script', allowReturnOutsideFunction: true });
          } catch (failure) {
            const { message, pos = 0 } = failure as { message: string; pos?: number };
            compilation.errors.push(new WebpackError(`${name} is not ES2019: ${message}: …${code.slice(Math.max(0, pos - 80), pos + 40)}…`));
          }
        }
      });
    });
  }
}
