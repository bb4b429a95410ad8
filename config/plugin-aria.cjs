// Taro's weapp templates contain no aria attribute, so ariaRole and ariaLabel written in JSX never reach WeChat.
// The template (build) and the alias table (runtime) must be given the same names, or props land in the wrong attribute.
const path = require('node:path');
const { ariaAttributes } = require('./aria-attributes.cjs');

module.exports = function pluginAria(ctx) {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      if (!platform.template) return;
      platform.template.mergeComponents(ctx, ariaAttributes);
      const runtime = path.resolve(__dirname, 'aria-runtime.mjs');
      platform.runtimePath = Array.isArray(platform.runtimePath) ? [...platform.runtimePath, runtime] : [platform.runtimePath, runtime];
    },
  });
};
