export default definePageConfig({ navigationBarTitleText: '爱心卡兑换' })
