export default definePageConfig({ navigationBarTitleText: '上门行程' });
