/** The public list of actions: what is served, what the permission table allows and what the document says are one. */
import { readFileSync } from 'node:fs'
import { permissions } from '../../types/permissions'

jest.mock('../../cloudfunctions/kernel/serve', () => ({
  serve: (actions: { name: string }[]) => actions.map(({ name }) => name),
}))

const { main: served } = jest.requireActual('../../cloudfunctions/api') as unknown as { main: string[] }
const page = readFileSync('docs/actions.md', 'utf8')

test('the function api serves exactly the actions of the permission table', () => {
  expect([...served].sort()).toEqual(Object.keys(permissions).sort())
})

test('docs/actions.md is what the table makes: after a change run `node --import tsx scripts/actions.ts`', async () => {
  const { actionsPage } = await import('../../scripts/actions')
  expect(page).toBe(actionsPage())
})

test('every action is in the document with its scope and whether it writes', () => {
  for (const [name, { scope, writes }] of Object.entries(permissions))
    expect(page).toContain(`| \`${name}\` | ${writes ? 'writes' : 'reads'} | ${scope} |`)
})
