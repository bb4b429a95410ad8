const inBrowser = process.env.TARO_ENV === 'h5'

export default defineAppConfig({
  pages: [
    'pages/home/index',
    'pages/items/search',
    'pages/items/guide',
    'pages/interview/index',
    'pages/checklist/index',
    'pages/booking/hall',
    'pages/booking/time',
    'pages/booking/confirm',
    'pages/appointments/list',
    'pages/appointments/detail',
    'pages/rating/index',
    'pages/inbox/index',
    'pages/me/index',
    'pages/ask/index',
    'pages/complaint/index',
    'pages/requests/list',
    'pages/requests/new',
    'pages/requests/detail',
    ...(inBrowser ? ['pages/gallery/index'] : []),
  ],
  lazyCodeLoading: 'requiredComponents',
  __usePrivacyCheck__: true,
  window: {
    navigationBarTitleText: '一窗通',
    navigationBarBackgroundColor: '#F4F6F9',
    navigationBarTextStyle: 'black',
    backgroundColor: '#F4F6F9',
    backgroundTextStyle: 'dark',
  },
})
