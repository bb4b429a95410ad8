export default definePageConfig({ navigationBarTitleText: '没到的说明' });
