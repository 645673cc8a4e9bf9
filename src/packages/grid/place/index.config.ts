export default definePageConfig({ navigationBarTitleText: '新建点位' })
