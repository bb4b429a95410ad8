export default definePageConfig({ navigationBarTitleText: '记下评价' });
