export default definePageConfig({ navigationBarTitleText: '几个问题' });
