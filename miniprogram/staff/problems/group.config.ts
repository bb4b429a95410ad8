export default definePageConfig({ navigationBarTitleText: '一组相似诉求' });
