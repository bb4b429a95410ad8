export default definePageConfig({ navigationBarTitleText: '清单外还要一样' });
