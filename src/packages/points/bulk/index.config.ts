export default definePageConfig({ navigationBarTitleText: '月度积分登记' })
