export default definePageConfig({ navigationBarTitleText: '服务电话与值班' });
