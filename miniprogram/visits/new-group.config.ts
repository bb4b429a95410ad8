export default definePageConfig({ navigationBarTitleText: '集体办证名单' });
