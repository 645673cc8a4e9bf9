export default definePageConfig({ navigationBarTitleText: '每夜对账', enablePullDownRefresh: true })
