export default definePageConfig({ navigationBarTitleText: '点位码', enablePullDownRefresh: true })
