// .cjs because the package is ESM and Babel reads this file with require.
module.exports = {
  presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5' }]],
};
