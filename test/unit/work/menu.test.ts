import { menuFor, pointsMenuFor } from '@/sections/menu'
import { placeTokenOf } from '@/sections/WorkerHome/place-code'

const ids = (...roles: Parameters<typeof menuFor>[0][number]['role'][]) =>
  menuFor(roles.map((role) => ({ role }))).map(({ id }) => id)

describe('the menu of one’s posts', () => {
  test('a villager has none', () => {
    expect(ids()).toEqual([])
    expect(ids('resident')).toEqual([])
  })

  test('an administrator sets up and sees neither people nor orders', () => {
    expect(ids('admin')).toEqual(['menu-posts', 'menu-areas', 'menu-roster', 'menu-deadLetters', 'menu-proof'])
  })

  test('a grid worker confirms people, makes places, takes orders; publishing is the secretary’s', () => {
    expect(ids('gridWorker').slice(0, 5)).toEqual([
      ...['menu-people', 'menu-places', 'menu-pool', 'menu-cards', 'menu-posts'],
    ])
    expect(ids('villageSecretary')).toContain('menu-publish')
  })

  test.each([
    ['resident', []],
    ['gridWorker', ['menu-claims', 'menu-round', 'menu-household']],
    ['informant', ['menu-claims']],
    ['villageSecretary', ['menu-claims', 'menu-household', 'menu-propose']],
    ['townOfficer', ['menu-claims']],
    ['auditor', ['menu-proof']],
  ] as const)('points: %s sees %j, on their own tab as in the menu', (role, doors) => {
    expect(pointsMenuFor([{ role }]).map(({ id }) => id)).toEqual(doors)
    expect(ids(role)).toEqual(expect.arrayContaining([...doors]))
  })

  test.each(['storeManager', 'storeKeeper', 'storeInspector'] as const)('%s goes to the store alone', (role) => {
    expect(ids(role)).toEqual(['menu-store'])
  })

  test('cards are the doorstep’s: those who issue them', () => {
    for (const role of ['gridWorker', 'gridLeader', 'villageSecretary'] as const)
      expect(ids(role)).toContain('menu-cards')
  })

  test('two posts give each door once', () => {
    expect(ids('gridWorker', 'partyMember').filter((id) => id === 'menu-pool')).toHaveLength(1)
  })
})

describe('what a scanned code says', () => {
  test.each([
    ['pages/home/index?scene=445853064e368ed6', '445853064e368ed6'],
    ['pages/home/index?scene=a%3Ab-45678901', 'a:b-45678901'],
    [' 445853064e368ed6 ', '445853064e368ed6'],
  ])('%s is the place %s', (scanned, token) => {
    expect(placeTokenOf(scanned)).toBe(token)
  })

  test.each(['https://example.com/x?id=1', '6901234567892 ‑ 牛奶', ''])('%p is no place', (scanned) => {
    expect(placeTokenOf(scanned)).toBeUndefined()
  })
})
