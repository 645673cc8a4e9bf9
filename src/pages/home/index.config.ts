export default definePageConfig({ navigationBarTitleText: '三单通', enablePullDownRefresh: true })
