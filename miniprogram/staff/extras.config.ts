export default definePageConfig({ navigationBarTitleText: '清单改进' });
