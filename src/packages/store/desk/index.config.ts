export default definePageConfig({ navigationBarTitleText: '爱心超市经营', enablePullDownRefresh: true })
