export default definePageConfig({ navigationBarTitleText: '约窗口时间' });
