export default definePageConfig({ navigationBarTitleText: '请导办员帮忙' });
