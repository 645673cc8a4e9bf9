export default definePageConfig({ navigationBarTitleText: '队伍成员', enablePullDownRefresh: true })
