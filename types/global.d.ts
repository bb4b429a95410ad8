/// <reference types="@tarojs/taro" />

declare module '*.module.scss' {
  const classes: Record<string, string>;
  export default classes;
}

declare module '*.scss';

declare namespace NodeJS {
  interface ProcessEnv {
    TARO_ENV?: 'weapp' | 'h5';
    /** Set by config/constants.ts: '' in the browser build. */
    ONEWINDOW_API?: string;
    ONEWINDOW_TEMPLATES?: string;
    ONEWINDOW_ENV?: 'production' | 'development';
  }
}
