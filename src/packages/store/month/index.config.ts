export default definePageConfig({ navigationBarTitleText: '月结', enablePullDownRefresh: true })
