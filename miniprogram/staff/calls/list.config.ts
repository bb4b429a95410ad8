export default definePageConfig({ navigationBarTitleText: '电话告知' });
