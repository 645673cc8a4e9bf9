export default definePageConfig({ navigationBarTitleText: '专长和双报到' })
