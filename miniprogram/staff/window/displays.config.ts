export default definePageConfig({ navigationBarTitleText: '叫号屏和签到码' });
