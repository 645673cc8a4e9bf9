export default definePageConfig({ navigationBarTitleText: '各户积分账', enablePullDownRefresh: true })
