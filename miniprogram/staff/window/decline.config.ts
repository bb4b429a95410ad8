export default definePageConfig({ navigationBarTitleText: '不能安排' });
