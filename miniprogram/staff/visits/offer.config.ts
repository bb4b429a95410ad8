export default definePageConfig({ navigationBarTitleText: '安排上门服务' });
