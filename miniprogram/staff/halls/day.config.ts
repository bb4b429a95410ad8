export default definePageConfig({ navigationBarTitleText: '当天号源' });
