export default definePageConfig({ navigationBarTitleText: '一图看懂' });
