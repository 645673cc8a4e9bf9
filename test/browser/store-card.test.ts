/** The elders' card, from the doorstep to the counter, and the month in which it was used, signed by two. */

import { readSheet } from 'read-excel-file/node'
import { qrText } from '../../src/packages/store/qr-text'
import { businessDate } from '../../types/business-date'
import { cardOfElder, elderPin, itemOf } from '../support/counter'
import type { Tab } from './tab'
import { describeTwin } from './twin'

const cards = 'packages/store/cards/index'
const counter = 'packages/store/card-counter/index'
const month = 'packages/store/month/index'

describeTwin('the elders’ card and the end of a month, by people in tabs of their own', (twin) => {
  /** Lies on the page as it should: nothing wider than the phone, nothing cut. */
  const photographed = async (tab: Tab, name: string) => {
    await tab.settled()
    await tab.photograph(name, true)
    expect((await tab.measure()).faults).toEqual([])
  }

  /** Answers the browser's stand-in for the camera with what the card's code says. */
  const scans = async (tab: Tab, token: string) => {
    tab.page.once('dialog', (dialog) => void dialog.accept(qrText('card', token)))
    await tab.tap('card-scan')
  }

  const types = async (tab: Tab, pin: string) => {
    for (const digit of pin) await tab.tap(`key-${digit}`)
    await tab.tap('pin-ok')
  }

  const tokenOf = async () => {
    const [card] = (await twin.cloud.ok('secretary-tian', 'card.list', {})).rows
    return (await twin.cloud.ok('secretary-tian', 'card.sheet', { cardIds: [card!.id] })).rows[0]!.token
  }

  test('issued at the doorstep, locked by wrong PINs at the counter, unlocked by the worker, then used', async () => {
    const { cloud } = twin
    const { household, name, personId } = await cloud.ok('elder-tian', 'person.me', {})
    const towel = await itemOf(cloud, '毛巾')

    const worker = await twin.person('secretary-tian')
    await worker.go(cards)
    await worker.sees('还没有发过卡')
    await worker.tap('card-issue')
    await worker.type('household-words', household!.number)
    await worker.tap('household-find')
    await worker.tap(`household-${personId}`)
    await worker.type('pin', elderPin)
    await worker.type('pin-again', '2581')
    await worker.tap('card-send')
    await worker.sees('两遍不一样')
    await worker.type('pin-again', elderPin)
    await photographed(worker, 'store-card-issue')
    await worker.tap('card-send')
    await worker.at('card-issued').waitFor()
    await worker.at('cards-sheet').waitFor()
    await photographed(worker, 'store-card-sheet')
    expect((await worker.download('cards-save')).name).toBe('爱心卡.png')
    await worker.tap('cards-back')
    await worker.sees(household!.number)

    const token = await tokenOf()
    const keeper = await twin.person('keeper-tian')
    await keeper.go(counter)
    await scans(keeper, 'https://example.com/x')
    await keeper.sees('这不是爱心卡')
    await scans(keeper, token)
    await keeper.at(`more-${towel.id}`).waitFor()
    await keeper.sees(`${name[0]}*`)
    expect(await keeper.page.getByText(name).count()).toBe(0)
    for (let piece = 0; piece < 7; piece++) await keeper.tap(`more-${towel.id}`)
    await keeper.sees('超过今天用卡的限额')
    for (let piece = 0; piece < 6; piece++) await keeper.tap(`less-${towel.id}`)
    await photographed(keeper, 'store-card-choose')
    await keeper.tap('card-to-pin')
    for (const left of [4, 3, 2, 1]) {
      await types(keeper, '0000')
      await keeper.sees(`${left} 次`)
    }
    await photographed(keeper, 'store-card-pin')
    await types(keeper, '0000')
    await keeper.at('card-locked').waitFor()
    await photographed(keeper, 'store-card-locked')
    // the right PIN is of no use any more, and nothing that was typed lies on the phone
    await keeper.tap('card-again')
    await scans(keeper, token)
    await keeper.at('card-locked').waitFor()
    expect(await keeper.at('card-to-pin').getAttribute('aria-disabled')).toBe('true')
    expect(await keeper.at('card-problem').count()).toBe(0)
    const stored = await keeper.page.evaluate(() => JSON.stringify(localStorage))
    expect(stored).not.toContain(token)
    expect(stored).not.toContain('"pin')

    await worker.go(cards)
    await worker.sees('已锁定')
    await photographed(worker, 'store-cards-locked')
    await worker.tapFirst('unlock-')
    await worker.at('change-ok').waitFor()
    await worker.photograph('store-card-unlock')
    await worker.tap('change-ok')
    await worker.at('card-done').waitFor()
    await worker.sees('可用')

    const before = (await cloud.ok('elder-tian', 'points.account', {})).household!.balance
    await keeper.tap('card-again')
    await scans(keeper, token)
    await keeper.tap(`more-${towel.id}`)
    await keeper.tap('card-to-pin')
    await types(keeper, elderPin)
    await keeper.at('card-receipt').waitFor()
    await keeper.sees(`家里还有 ${before - towel.price} 分`)
    await photographed(keeper, 'store-card-receipt')
    expect((await cloud.ok('elder-tian', 'points.account', {})).household!.balance).toBe(before - towel.price)
    expect((await itemOf(cloud, '毛巾')).stock).toBe(towel.stock! - 1)
    await keeper.tap('card-next')
    await keeper.at('card-scan').waitFor()
  }, 180_000)

  test('a revoked card says so at the counter', async () => {
    const { cloud } = twin
    const { token } = await cardOfElder(cloud)
    const worker = await twin.person('secretary-tian')
    await worker.go(cards)
    await worker.tapFirst('revoke-')
    await worker.tap('change-ok')
    await worker.at('card-done').waitFor()
    await worker.sees('已作废')
    const keeper = await twin.person('keeper-tian')
    await keeper.go(counter)
    await scans(keeper, token)
    await keeper.at('card-problem').waitFor()
    const { error } = (await cloud.by('keeper-tian', 'card.look', {
      ...{ storeId: 'store:411521105204', token },
    })) as { error: { code: string; message: string } }
    expect(error.code).toBe('CARD_REVOKED')
    await keeper.sees(error.message)
  }, 120_000)

  test('a month that is over is signed by the keeper and the inspector, and goes along as a spreadsheet', async () => {
    const { cloud } = twin
    const { token } = await cardOfElder(cloud)
    const { id: goodsId, price } = await itemOf(cloud, '毛巾')
    await cloud.ok('keeper-tian', 'card.redeem', {
      ...{ storeId: 'store:411521105204', token, pin: elderPin, items: [{ goodsId, quantity: 1, price }] },
    })
    const signed = businessDate(cloud.now()).slice(0, 7)
    await cloud.pass(31 * 24 * 3_600_000)

    const keeper = await twin.person('keeper-tian')
    await keeper.go(month, { month: signed })
    await keeper.at('month-balanced').waitFor()
    await keeper.sees('− 兑出')
    await keeper.sees('还没有签')
    await photographed(keeper, 'store-month-keeper')
    // on paper: the table whole, and nothing to tap
    await keeper.page.emulateMedia({ media: 'print' })
    expect((await keeper.measure()).faults).toEqual([])
    expect(await keeper.at('month-print').isVisible()).toBe(false)
    await photographed(keeper, 'store-month-print')
    await keeper.page.emulateMedia({ media: null })
    await keeper.tap('month-sign')
    await keeper.tap('sign-ok')
    const keeperName = (await cloud.ok('keeper-tian', 'person.me', {})).name
    await keeper.sees(keeperName)
    expect(await keeper.at('month-sign').count()).toBe(0)

    const inspector = await twin.person('inspector-tian')
    await inspector.go(month, { month: signed })
    await inspector.sees(keeperName)
    await inspector.tap('month-sign')
    await inspector.tap('sign-ok')
    await inspector.sees((await cloud.ok('inspector-tian', 'person.me', {})).name)
    await inspector.sees('签过字的月份不再变动')
    await photographed(inspector, 'store-month-signed')
    const seen = await cloud.ok('keeper-tian', 'storeMonth.get', { storeId: 'store:411521105204', month: signed })
    expect(seen.signed.map(({ role }) => role).sort()).toEqual(['storeInspector', 'storeKeeper'])

    const { file, name } = await inspector.download('month-export')
    expect(name).toBe(`田堰村爱心超市-${signed}.xlsx`)
    const rows = await readSheet(file)
    expect(rows.find(([item]) => item === '毛巾')?.at(8)).toBe((await itemOf(cloud, '毛巾')).stock)
  }, 180_000)
})
