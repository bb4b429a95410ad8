export default definePageConfig({ navigationBarTitleText: '特事特办' });
