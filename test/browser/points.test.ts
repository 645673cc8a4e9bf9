import { todayIn } from '../support/claims'
import type { Tab } from './tab'
import { describeTwin } from './twin'

const day = 24 * 3_600_000

describeTwin('points, from the deed to the account, by people in tabs of their own', (twin) => {
  /** Lies on the page as it should: nothing wider than the phone, nothing cut. */
  const photographed = async (tab: Tab, name: string) => {
    await tab.settled()
    await tab.photograph(name, true)
    expect((await tab.measure()).faults).toEqual([])
  }

  /** Switches elder mode on where it is asked for, and opens a page. */
  const openAs = async (persona: string, mode: 'plain' | 'elder', page: string, query: Record<string, string> = {}) => {
    const tab = await twin.person(persona)
    if (mode === 'elder') await tab.remember('elder', true)
    await tab.go(page, query)
    return tab
  }

  test('a round of the worker, a change of the rules, a correction: each page fits while it is worked on', async () => {
    const { cloud } = twin
    const worker = await openAs('worker-tian', 'plain', 'packages/points/bulk/index')
    const found = await cloud.ok('worker-tian', 'person.search', { words: '1组' })
    const own = await Promise.all(
      ['worker-tian', 'villager-tian'].map(async (who) => (await cloud.ok(who, 'person.me', {})).household!.number),
    )
    const houses = [...new Set(found.rows.map((row) => row.householdNumber))].filter((one) => !own.includes(one))
    await worker.type('words', '本月人居环境月评')
    await worker.tap('rule')
    await worker.tap('rule-animals-penned')
    await worker.type('lines', `${houses.slice(0, 3).join('\n')}\n没有这一户`)
    await worker.tap('round-add')
    await worker.tap('round-check')
    await worker.sees('名册上没有这个户号')
    await photographed(worker, 'points-bulk-problem')
    await worker.tap('row-3-remove')
    await worker.tap('round-check')
    await worker.at('round-checked').waitFor()
    await photographed(worker, 'points-bulk-checked')
    await worker.tap('round-enter')
    await worker.at('round-entered').waitFor()

    const secretary = await openAs('secretary-tian', 'plain', 'packages/points/propose/index')
    await secretary.tap('change-yard-tidy')
    await secretary.type('line-points', '6')
    await secretary.type('line-month', '6')
    await secretary.photograph('points-line')
    await secretary.tap('line-ok')
    await secretary.tap('off-littering')
    await photographed(secretary, 'points-propose-changed')
    await secretary.tap('propose-check')
    await secretary.sees('停用：乱扔乱倒垃圾')
    await photographed(secretary, 'points-propose-preview')

    const { personId, name } = await cloud.ok('villager-tian', 'person.me', {})
    await secretary.go('packages/points/household/index')
    await secretary.type('person-words', name)
    await secretary.tap('person-find')
    await secretary.tap(`person-${personId}`)
    await secretary.at('entries').waitFor()
    await photographed(secretary, 'points-household')
    await secretary.tapFirst('reverse-')
    await secretary.photograph('points-reverse')
    await secretary.tap('reverse-cancel')

    const deed = { ruleId: 'front-kept', on: todayIn(cloud), words: '门前扫干净了' }
    const born = await cloud.ok('villager-tian', 'claim.declare', deed)
    const verified = await cloud.ok('worker-tian', 'claim.verify', { claimId: born.id, version: born.version })
    await cloud.ok('leader-tian', 'claim.approve', { claimId: born.id, version: verified.version })
    await cloud.ok('neighbour-tian', 'claim.object', { claimId: born.id, reason: '门前还堆着柴火，昨天才看见' })
    await secretary.go('packages/points/claim/index', { claimId: born.id })
    await secretary.sees('门前还堆着柴火')
    await photographed(secretary, 'points-objection')
  }, 180_000)

  test.each([
    ['plain', 'village-stage', '参加村里文体活动', 3],
    ['elder', 'found-returned', '拾金不昧', 10],
  ] as const)(
    'earned with a photo, verified, approved, published, credited: %s',
    async (mode, ruleId, label, points) => {
      const { cloud } = twin
      const before = (await cloud.ok('villager-tian', 'points.account', {})).household!.balance

      // The villager declares what was done, with a photo.
      const villager = await openAs('villager-tian', mode, 'pages/points/index')
      await villager.sees(`${before} 分`)
      await villager.tap('points-declare')
      await villager.arrives('packages/points/declare')
      await villager.tap('group-civility')
      await photographed(villager, `points-choose-${mode}`)
      await villager.tap(`rule-${ruleId}`)
      await villager.type('words', '下午在村里文化广场，人都在场，有照片')
      await villager.tap('declare-send')
      await villager.sees('这一项要照片为证，请加一张。')
      await villager.choose('photos-add', await twin.photo(true))
      await villager.at('photos-0').waitFor()
      await photographed(villager, `points-declare-${mode}`)
      await villager.tap('declare-send')
      await villager.at('declare-sent').waitFor()
      await photographed(villager, `points-declared-${mode}`)
      await villager.tap('declare-see')
      await villager.arrives('packages/points/claim')
      await villager.at('photo-0').waitFor()
      await photographed(villager, `points-claim-${mode}`)
      const { rows } = await cloud.ok('villager-tian', 'claim.list', { view: 'mine' })
      const { id } = rows.find((row) => row.ruleId === ruleId)!

      // The grid worker looks at the photo and verifies.
      const worker = await openAs('worker-tian', mode, 'packages/points/claims/index', { view: 'toVerify' })
      await worker.tap(`claim-${id}`)
      await worker.at('photo-0').waitFor()
      await worker.tap('do-verify')
      await worker.type('event-said', '问过在场的人，确有其事')
      await worker.photograph(`points-verify-${mode}`)
      await worker.tap('event-ok')
      await worker.sees('“核实无误”已办好')

      // The village secretary approves.
      const secretary = await openAs('secretary-tian', mode, 'packages/points/claims/index', { view: 'toApprove' })
      await secretary.tap(`pick-${id}`)
      await photographed(secretary, `points-round-${mode}`)
      await secretary.tap('round-approve')
      await secretary.tap('approving-ok')
      await secretary.at('round-done').waitFor()

      // The village reads it without the name.
      const neighbour = await openAs('neighbour-tian', mode, 'packages/points/claims/index', { view: 'published' })
      const { name } = await cloud.ok('villager-tian', 'person.me', {})
      await neighbour.sees(`${name[0]}**`)
      expect(await neighbour.page.getByText(name).count()).toBe(0)
      await photographed(neighbour, `points-published-${mode}`)
      await neighbour.tap(`claim-${id}`)
      await neighbour.tap('do-object')
      await neighbour.photograph(`points-object-${mode}`)
      await neighbour.tap('event-cancel')

      // Nobody objects; the days pass.
      await cloud.pass(4 * day)
      await villager.go('pages/points/index')
      await villager.sees(`${before + points} 分`)
      await villager.sees(`${label}，得 ${points} 分`)
      await photographed(villager, `points-credited-${mode}`)
      await villager.tapFirst('entry-')
      await villager.sees('这一笔是怎么来的')
      await villager.photograph(`points-why-${mode}`)
    },
    180_000,
  )
})
