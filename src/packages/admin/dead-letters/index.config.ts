export default definePageConfig({ navigationBarTitleText: '没办成的系统任务', enablePullDownRefresh: true })
