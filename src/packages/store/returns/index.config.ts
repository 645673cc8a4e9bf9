export default definePageConfig({ navigationBarTitleText: '兑换记录和冲正', enablePullDownRefresh: true })
