export default definePageConfig({ navigationBarTitleText: '预填申请表' });
