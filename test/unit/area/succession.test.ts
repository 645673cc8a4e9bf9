import fc from 'fast-check'
import { type AreaRecord, endedInto, merging, movedChain, movedId, renaming } from '../../../cloudfunctions/domain/area'

const today = '2026-11-22'
const area = (_id: string, above: readonly string[], level: AreaRecord['level'], name = _id): AreaRecord => ({
  ...{ _id, level, name, areas: [...above, _id], validFrom: '2020-01-01', version: 1 },
  ...(above.length > 0 ? { parentId: above.at(-1)! } : {}),
})
const town = ['411521', '411521105']
/** A village with groups of grids: the number of grids in each group. */
const villageWith = (id: string, groups: readonly number[]) => {
  const village = area(id, town, 'village', `村${id}`)
  const below = groups.flatMap((grids, g) => {
    const group = area(`${id}${String(g + 1).padStart(4, '0')}`, village.areas, 'group', `${g + 1}组`)
    const own = Array.from({ length: grids }, (_, n) =>
      area(`${group._id}${String(n + 1).padStart(4, '0')}`, group.areas, 'grid', `网格${n + 1}`),
    )
    return [group, ...own]
  })
  return { village, below }
}
const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 5 })

test('a renamed village begins again under its new code with everything below it, outlines too', () => {
  const { village, below } = villageWith('411521105204', [1])
  const boundary = { type: 'Polygon' as const, coordinates: [[[1, 2]]] as [number, number][][] }
  const successions = renaming(
    village,
    [below[0]!, { ...below[1]!, boundary }],
    { newId: '411521105299', name: '新名' },
    today,
  )
  expect(successions.map(({ begins }) => begins)).toMatchObject([
    {
      _id: '411521105299',
      name: '新名',
      parentId: '411521105',
      validFrom: today,
      formerId: '411521105204',
      version: 1,
    },
    { _id: '4115211052990001', name: '1组', parentId: '411521105299' },
    {
      _id: '41152110529900010001',
      areas: [...town, '411521105299', '4115211052990001', '41152110529900010001'],
      boundary,
    },
  ])
})

test('whatever lies below, a renaming keeps the shape: each area one successor, chains that end in it and go by parents', () => {
  fc.assert(
    fc.property(shapes, (groups) => {
      const { village, below } = villageWith('411521105204', groups)
      const shuffled = [...below].reverse()
      const successions = renaming(village, shuffled, { newId: '411521105299', name: '新名' }, today)
      expect(successions.map(({ from }) => from).sort()).toEqual([village, ...below].map(({ _id }) => _id).sort())
      const begun = new Map(successions.map(({ begins }) => [begins!._id, begins!]))
      expect(begun.size).toBe(successions.length)
      for (const { from, to, begins } of successions) {
        expect(to).toEqual(begins!.areas)
        expect(to.at(-1)).toBe(begins!._id)
        expect(to).toHaveLength([village, ...below].find(({ _id }) => _id === from)!.areas.length)
        const parent = begun.get(begins!.parentId!)
        if (parent) expect(to).toEqual([...parent.areas, begins!._id])
      }
    }),
  )
})

test('a merger gives no code and no name twice and leaves nobody without a place', () => {
  fc.assert(
    fc.property(shapes, shapes, (ours, theirs) => {
      const ended = villageWith('411521105204', ours)
      const into = villageWith('411521105201', theirs)
      const successions = merging(ended.village, ended.below, into.village, into.below, today)
      const begun = successions.flatMap(({ begins }) => begins ?? [])
      expect(begun).toHaveLength(ended.below.length)
      const all = [...into.below, ...begun]
      expect(new Set(all.map(({ _id }) => _id)).size).toBe(all.length)
      expect(new Set(all.map(({ parentId, name }) => `${parentId} ${name}`)).size).toBe(all.length)
      const moves = new Map(successions.map(({ from, to }) => [from, to]))
      for (const { areas } of [ended.village, ...ended.below]) {
        const chain = movedChain(areas, moves)
        expect(chain.slice(0, 3)).toEqual(into.village.areas)
        expect(chain).toHaveLength(areas.length)
        expect(all.concat(into.village).some(({ _id }) => _id === chain.at(-1))).toBe(true)
      }
    }),
  )
})

test('what lies elsewhere stays, and moving twice is moving once', () => {
  const { village, below } = villageWith('411521105204', [2])
  const moves = new Map(
    renaming(village, below, { newId: '411521105299', name: '新名' }, today).map(({ from, to }) => [from, to]),
  )
  const elsewhere = ['411521', '411521208', '411521208208']
  expect(movedChain(elsewhere, moves)).toEqual(elsewhere)
  const moved = movedChain(below[1]!.areas, moves)
  expect(movedChain(moved, moves)).toEqual(moved)
  expect(movedId('411521105204', moves)).toBe('411521105299')
  expect(movedId('411521208208', moves)).toBe('411521208208')
})

test('an area has those that ended in it, and those that had ended in them', () => {
  const nodes = [
    { _id: 'a', successorId: 'b' },
    { _id: 'b', successorId: 'd' },
    { _id: 'c', successorId: 'd' },
    { _id: 'd' },
  ]
  expect(endedInto(nodes, 'd')).toEqual(['d', 'b', 'a', 'c'])
  expect(endedInto(nodes, 'a')).toEqual(['a'])
})
