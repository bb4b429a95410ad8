export default definePageConfig({ navigationBarTitleText: 'Kit' });
