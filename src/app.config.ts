/** app.json: exactly what is used. A contract test compares `requiredPrivateInfos` and `permission` with the platform layer. */
export default defineAppConfig({
  pages: ['pages/home/index', 'pages/cases/index', 'pages/me/index'],
  subPackages: [
    { root: 'packages/order', pages: ['new/index', 'detail/index'] },
    { root: 'packages/mine', pages: ['register/index', 'inbox/index', 'privacy/index', 'member/index'] },
    { root: 'packages/notice', pages: ['list/index', 'detail/index'] },
    { root: 'packages/grid', pages: ['dispatch/index', 'people/index', 'places/index', 'place/index'] },
    { root: 'packages/party', pages: ['pool/index'] },
    { root: 'packages/office', pages: ['notices/index', 'notice/index', 'review/index'] },
    {
      root: 'packages/admin',
      pages: [
        'areas/index',
        'posts/index',
        'appoint/index',
        'import/index',
        'job/index',
        'dead-letters/index',
        'setup/index',
      ],
    },
    {
      root: 'packages/activity',
      pages: [
        'list/index',
        'detail/index',
        'publish/index',
        'code/index',
        'attendees/index',
        'record/index',
        'certificate/index',
        'verify/index',
        'volunteers/index',
        'members/index',
      ],
    },
  ],
  window: {
    navigationStyle: 'default',
    navigationBarTitleText: '三单通',
    navigationBarBackgroundColor: '#FBF8F3',
    navigationBarTextStyle: 'black',
    backgroundColor: '#FBF8F3',
    backgroundTextStyle: 'dark',
  },
  tabBar: {
    color: '#635B53',
    selectedColor: '#B8301F',
    backgroundColor: '#FFFFFF',
    borderStyle: 'black',
    list: [
      {
        pagePath: 'pages/home/index',
        text: '首页',
        iconPath: 'assets/home.png',
        selectedIconPath: 'assets/home-on.png',
      },
      {
        pagePath: 'pages/cases/index',
        text: '单子',
        iconPath: 'assets/cases.png',
        selectedIconPath: 'assets/cases-on.png',
      },
      { pagePath: 'pages/me/index', text: '我的', iconPath: 'assets/me.png', selectedIconPath: 'assets/me-on.png' },
    ],
  },
  lazyCodeLoading: 'requiredComponents',
  __usePrivacyCheck__: true,
  requiredPrivateInfos: ['chooseLocation', 'getLocation'],
  permission: {
    'scope.userLocation': { desc: '用于标明事情发生的地点，和活动签到时核对您是否到了现场' },
  },
} as Taro.AppConfig & { __usePrivacyCheck__: boolean })
