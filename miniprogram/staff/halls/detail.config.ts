export default definePageConfig({ navigationBarTitleText: '大厅日历' });
