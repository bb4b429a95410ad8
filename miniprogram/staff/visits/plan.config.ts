export default definePageConfig({ navigationBarTitleText: '安排行程' });
