export default definePageConfig({ navigationBarTitleText: '隐私', enablePullDownRefresh: true })
