export default definePageConfig({ navigationBarTitleText: '做成知识条目' });
