export default definePageConfig({ navigationBarTitleText: '下一步' });
