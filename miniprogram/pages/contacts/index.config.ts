export default definePageConfig({ navigationBarTitleText: '联系辖区公安' });
