import path from 'node:path';
import { defineConfig, type UserConfigExport } from '@tarojs/cli';
import type webpack from 'webpack';
import type Chain from 'webpack-chain';
import { buildConstants } from './constants';
import { EsLevel } from './es-level';

const root = path.resolve(__dirname, '..');
const at = (...parts: string[]) => path.resolve(root, ...parts);

// Without these, shared TypeScript is not parsed and node_modules reach the phone with ES2022 private fields (blank page).
const transpiled = [
  at('shared'),
  (file: string) => /node_modules[\\/](@tanstack|zod|uqr|query-string|filter-obj|split-on-first|decode-uri-component)[\\/]/.test(file),
];

const cssModules = {
  enable: true,
  config: { namingPattern: 'module', generateScopedName: '[name]__[local]___[hash:base64:5]' },
} as const;

export default defineConfig<'webpack5'>(() => {
  const target = process.env.TARO_ENV ?? 'weapp';
  const constants = buildConstants(process.env);

  /** Taro's own cache switch never writes (it hard-codes src/app.config), so webpack's is set here. */
  const cacheOnDisk = (chain: Chain) => {
    chain.cache({
      type: 'filesystem',
      name: `${target}-${process.env.NODE_ENV}`,
      cacheDirectory: at('.cache', 'webpack'),
      buildDependencies: {
        config: [
          __filename,
          at('config', 'constants.ts'),
          at('config', 'plugin-aria.cjs'),
          at('config', 'aria-attributes.cjs'),
          at('babel.config.cjs'),
          at('package-lock.json'),
        ],
      },
    });
  };

  const config: UserConfigExport<'webpack5'> = {
    projectName: 'onewindow',
    date: '2026-11-22',
    designWidth: 375,
    deviceRatio: { 375: 2, 640: 2.34 / 2, 750: 1, 828: 1.81 / 2 },
    sourceRoot: 'miniprogram',
    outputRoot: `dist/${target}`,
    // Trees up to 20 deep need no recursive component; each level costs 4 KB of the main package.
    baseLevel: 20,
    framework: 'react',
    compiler: { type: 'webpack5', prebundle: { enable: false } },
    cache: { enable: false },
    plugins: [at('config', 'plugin-aria.cjs')],
    defineConstants: {},
    env: constants,
    // quote_keys is Taro's default and turns #private into #"private": a syntax error and a blank page.
    // In the mini-program, whose files are UTF-8, Chinese stays as it is: three bytes a character instead of the six of an escape.
    terser: { enable: true, config: { output: { quote_keys: false, keep_quoted_props: false, ascii_only: target !== 'weapp' } } },
    csso: { enable: true },
    copy: { patterns: [], options: {} },
    mini: {
      compile: { include: transpiled },
      miniCssExtractPluginOption: { ignoreOrder: true },
      postcss: { pxtransform: { enable: true, config: {} }, cssModules },
      webpackChain(chain, { ProvidePlugin }: typeof webpack) {
        cacheOnDisk(chain);
        if (process.env.NODE_ENV === 'production') chain.plugin('es-level').use(EsLevel);
        // WeChat has no AbortController; without it react-query stays pending and sends nothing.
        chain.plugin('abort-controller').use(ProvidePlugin, [{ AbortController: [at('miniprogram', 'wechat', 'abort.ts'), 'MiniAbortController'] }]);
      },
    },
    h5: {
      publicPath: './',
      staticDirectory: 'static',
      router: { mode: 'hash' },
      compile: { include: transpiled },
      output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
      miniCssExtractPluginOption: {
        ignoreOrder: true,
        filename: 'css/[name].[contenthash:8].css',
        chunkFilename: 'css/[name].[contenthash:8].css',
      },
      postcss: {
        autoprefixer: { enable: true, config: {} },
        // px stays px in the browser; the published types do not list it.
        pxtransform: { enable: true, config: { targetUnit: 'px' as 'rem' } },
        cssModules,
      },
      devServer: {
        port: Number(process.env.H5_PORT ?? 18200),
        open: false,
        proxy: [{ context: ['/api', '/stand-in', '/healthz'], target: process.env.TARO_APP_API ?? 'http://127.0.0.1:8080' }],
      },
      webpackChain(chain) {
        cacheOnDisk(chain);
        if (process.env.NODE_ENV === 'production') chain.plugin('es-level').use(EsLevel);
        chain.optimization.splitChunks({
          chunks: 'all',
          maxInitialRequests: 12,
          cacheGroups: {
            default: false,
            defaultVendors: false,
            react: {
              name: 'react',
              test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/,
              priority: 30,
              chunks: 'all',
            },
            taro: { name: 'taro', test: /node_modules[\\/](@tarojs|@stencil)[\\/]/, priority: 20, chunks: 'initial' },
            common: { name: 'common', minChunks: 2, chunks: 'async', priority: 10, reuseExistingChunk: true },
          },
        });
      },
    },
  };
  return config;
});
