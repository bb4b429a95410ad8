export default definePageConfig({ navigationBarTitleText: '号票' });
