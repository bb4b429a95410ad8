export default definePageConfig({ navigationBarTitleText: '调整某一天' });
