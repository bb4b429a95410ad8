export default definePageConfig({ navigationBarTitleText: '单位人员' });
