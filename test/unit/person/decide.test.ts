import fc from 'fast-check'
import {
  boundTo,
  certainMatch,
  checkChoice,
  checkJudge,
  erasedName,
  erasedPerson,
  fitOf,
  freshBinding,
  homeOf,
  newcomer,
  reaches,
  registered,
  turnedDown,
} from '../../../cloudfunctions/domain/person/decide'
import type { PersonRecord } from '../../../cloudfunctions/domain/person/record'
import { Refusal } from '../../../cloudfunctions/kernel/errors'
import type { PostSnapshot, Role } from '../../../types/roles'

const village = ['411521', '411521105', '411521105204']
const grid = [...village, '4115211052040101', '41152110520401010001']
const otherGrid = [...village, '4115211052040102', '41152110520401020001']
const now = new Date('2026-11-22T01:00:00Z')

const person = (more: Partial<PersonRecord> = {}): PersonRecord => ({
  ...{ _id: 'person:1', name: '田小满', phone: '13900000001', householdId: 'household:1', areas: grid },
  ...{ status: 'active', skills: [], version: 3 },
  ...more,
})
const post = (areas: string[], role: Role = 'gridWorker'): PostSnapshot => ({
  postId: `post:${role}`,
  role,
  areaId: areas[areas.length - 1]!,
  areas,
  from: '2026-01-01',
})
const visitor = freshBinding('binding', 'openid', 'visitor')
const claim = { name: '田小满', household: '1组1号', phone: '13900000001' }
const waiting = registered(visitor, claim, village, now)
const confirmation = (more: object = {}) => ({
  binding: waiting,
  confirmer: ['worker'],
  posts: [post(grid)],
  ...more,
})

/** The code that `work` refuses with. */
function refusal(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'none'
}

describe('matching by number', () => {
  test('one active bearer of name and number is certain', () => {
    expect(certainMatch([person(), person({ _id: 'other', phone: '13900000002' })], claim)?._id).toBe('person:1')
  })

  test.each<[string, PersonRecord[], object]>([
    ['without a number', [person(), person({ phone: undefined })], { ...claim, phone: undefined }],
    ['with another name', [person({ name: '田大满' })], claim],
    ['of somebody who moved away', [person({ status: 'moved' })], claim],
    ['of somebody erased', [person({ status: 'erased' })], claim],
    ['of two of one name and number', [person(), person({ _id: 'other' })], claim],
  ])('nobody is certain %s', (_, people, said) => {
    expect(certainMatch(people, said as typeof claim)).toBeUndefined()
  })
})

describe('registering', () => {
  test('a visitor waits with what they said', () => {
    expect(waiting).toMatchObject({ standing: 'pending', name: '田小满', areas: village, personId: 'visitor' })
    expect(waiting.claim).toEqual({ ...claim, at: now })
  })

  test('is refused to whoever waits or is confirmed already', () => {
    expect(refusal(() => registered(waiting, claim, grid, now))).toBe('ALREADY_DONE')
    expect(refusal(() => registered(boundTo(waiting, person(), []), claim, grid, now))).toBe('ALREADY_DONE')
  })

  test('may be done again after a refusal, whose reason then goes', () => {
    const refused = turnedDown(waiting, '查无此人')
    expect(refused).toMatchObject({ standing: 'visitor', name: '', areas: [], claim: { refused: '查无此人' } })
    expect(refused.claim).not.toHaveProperty('phone')
    expect(registered(refused, claim, village, now)).toEqual(waiting)
  })
})

describe('tying to the roster', () => {
  test('takes name, home and posts of the roster and keeps the visitor’s id as a former one', () => {
    const posts = [post(grid, 'partyMember')]
    expect(boundTo(waiting, person({ name: '田大满' }), posts)).toEqual({
      ...visitor,
      standing: 'confirmed',
      personId: 'person:1',
      formerIds: ['visitor'],
      name: '田大满',
      householdId: 'household:1',
      areas: grid,
      posts,
    })
  })

  test('never loses an id under which something was filed, nor lists the present one as former', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1 })),
        fc.string({ minLength: 1 }),
        fc.string({ minLength: 1 }),
        (formerIds, personId, next) => {
          const bound = boundTo({ ...waiting, formerIds, personId }, person({ _id: next }), [])
          expect(new Set([...bound.formerIds, bound.personId])).toEqual(new Set([...formerIds, personId, next]))
          expect(bound.formerIds).not.toContain(bound.personId)
          expect(new Set(bound.formerIds).size).toBe(bound.formerIds.length)
        },
      ),
    )
  })
})

describe('reach of a post', () => {
  test.each<[string, string[], string[], boolean]>([
    ['a grid worker and a claim in the grid', grid, grid, true],
    ['a grid worker and a claim that names only the village', grid, village, true],
    ['a grid worker and a claim in another grid', grid, otherGrid, false],
    ['a grid worker and a claim in another village', grid, ['411521', '411521105', '411521105205'], false],
    ['a secretary and a claim in a grid', village, grid, true],
    ['a secretary and a claim in another village', village, ['411521', '411521105', '411521105205'], false],
    ['anybody and a claim that was turned down', grid, [], false],
  ])('%s', (_, held, claimed, expected) => {
    expect(reaches(post(held), claimed)).toBe(expected)
  })

  test('a post held in an organization reaches nobody', () => {
    expect(reaches({ ...post(village), areaId: undefined, organizationId: 'department' }, village)).toBe(false)
  })
})

describe('judging a claim', () => {
  test('is for whoever is in reach', () => {
    expect(refusal(() => checkJudge(confirmation()))).toBe('none')
    expect(refusal(() => checkJudge(confirmation({ posts: [post(['411521', '411522'])] })))).toBe('FORBIDDEN')
    expect(refusal(() => checkJudge(confirmation({ posts: [] })))).toBe('FORBIDDEN')
  })

  test('is not for the claimant, under any of their ids', () => {
    expect(refusal(() => checkJudge(confirmation({ confirmer: ['me', 'visitor'] })))).toBe('SAME_PERSON')
  })

  test('is done once', () => {
    expect(refusal(() => checkJudge(confirmation({ binding: boundTo(waiting, person(), []) })))).toBe('ALREADY_DONE')
    expect(refusal(() => checkJudge(confirmation({ binding: turnedDown(waiting, '不对') })))).toBe('ALREADY_DONE')
  })

  test('is of the claim that was seen', () => {
    expect(refusal(() => checkJudge(confirmation({ version: waiting.version })))).toBe('none')
    expect(refusal(() => checkJudge(confirmation({ version: waiting.version + 1 })))).toBe('CONFLICT')
  })
})

describe('choosing somebody on the roster', () => {
  const check = (found: PersonRecord | null, posts: PostSnapshot[] = [], more: object = {}, bound = false) =>
    refusal(() => checkChoice(confirmation(more), found, { posts, bound }))

  test('needs somebody who lives there', () => {
    expect(check(person())).toBe('none')
    expect(check(null)).toBe('NOT_FOUND')
    expect(check(person({ status: 'erased' }))).toBe('NOT_FOUND')
    expect(check(person({ areas: otherGrid }))).toBe('FORBIDDEN')
  })

  test('isn’t for oneself', () => {
    expect(check(person({ _id: 'worker' }))).toBe('SAME_PERSON')
  })

  test('ties no second WeChat to anybody', () => {
    expect(check(person(), [], {}, true)).toBe('BAD_INPUT')
  })

  test('gives nobody a post beyond the confirmer’s own', () => {
    expect(check(person(), [post(grid, 'partyMember')])).toBe('none')
    for (const above of [village, village.slice(0, 2), village.slice(0, 1), otherGrid]) {
      expect(check(person(), [post(grid), post(above, 'admin')])).toBe('BAD_INPUT')
    }
  })

  test('whatever posts somebody has, they are covered by the confirmer’s or the choice is refused', () => {
    const chain = fc.constantFrom(village.slice(0, 1), village.slice(0, 2), village, grid.slice(0, 4), grid, otherGrid)
    fc.assert(
      fc.property(chain, fc.array(chain), (held, theirs) => {
        const covered = (areas: string[]) => areas.includes(held[held.length - 1]!)
        const expected = covered(grid) ? theirs.every(covered) : false
        const code = check(
          person(),
          theirs.map((areas) => post(areas)),
          { posts: [post(held)] },
        )
        expect(code === 'none').toBe(expected)
      }),
    )
  })
})

describe('newcomers', () => {
  const ids = { personId: 'new', householdId: 'new-home' }

  test('live where they said, or in the grid of whoever confirms them', () => {
    expect(homeOf(grid, [post(village)])).toEqual(grid)
    expect(homeOf(village, [post(grid)])).toEqual(grid)
    expect(homeOf(village, [post(village)])).toEqual(village)
    expect(homeOf(village, [post(['411521', '411522', '411522001', '4115220010101'])])).toEqual(village)
  })

  test('found a household, or join the one that has the number', () => {
    const alone = newcomer(ids, claim, '1组9号', grid, undefined)
    expect(alone.person).toEqual({
      ...{ _id: 'new', name: '田小满', phone: '13900000001', householdId: 'new-home', areas: grid },
      ...{ status: 'active', skills: [], version: 1 },
    })
    expect(alone.household).toEqual({ _id: 'new-home', number: '1组9号', headName: '田小满', areas: grid, version: 1 })
    const household = { _id: 'home', number: '1组9号', headName: '田立春', areas: otherGrid, version: 1 }
    const joining = newcomer(ids, claim, '1组9号', village, household)
    expect(joining).toEqual({ person: { ...alone.person, householdId: 'home', areas: otherGrid } })
  })
})

test('whoever has the number comes before whoever has the house, and that before the area', () => {
  const said = { household: '田立春', phone: '13900000001' }
  const home = { number: '1组1号', headName: '田立春' }
  const fits = [
    fitOf(said, grid, person({ areas: otherGrid }), undefined),
    fitOf(said, grid, person({ phone: undefined, areas: otherGrid }), home),
    fitOf(said, grid, person({ phone: undefined }), undefined),
    fitOf(said, grid, person({ phone: undefined, areas: otherGrid }), undefined),
  ]
  expect(fits).toEqual([4, 2, 1, 0])
  expect(fitOf({ household: '1组1号' }, grid, person({ areas: otherGrid }), home)).toBe(2)
})

test('of somebody erased only the opaque id and the area are left', () => {
  const before = person({ branchId: 'branch', doubleGridId: 'grid', skills: ['law'] })
  expect(erasedPerson(before)).toEqual({
    ...{ _id: 'person:1', name: erasedName, areas: grid, status: 'erased', skills: [], version: 4 },
  })
})
