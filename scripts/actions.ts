/** Writes docs/actions.md, the public list of actions, from the permission table: `node --import tsx scripts/actions.ts`. */
import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { type Permission, permissions } from '#types/permissions'
import { roles } from '#types/roles'

export const actionsFile = 'docs/actions.md'

const everyRole = Object.keys(roles).length

function whoSaid({ who }: Permission): string {
  if (who === 'visitor') return '任何微信用户 anybody with a WeChat identity'
  if (who === 'confirmed') return '在册人员 confirmed on the roster'
  return who.length === everyRole ? '任何岗位 any post' : who.join(', ')
}

/** The whole page. A test compares it with the file, so that nothing becomes public by accident. */
export function actionsPage(): string {
  const rows = Object.entries<Permission>(permissions).map(
    ([name, permission]) =>
      `| \`${name}\` | ${permission.writes ? 'writes' : 'reads'} | ${permission.scope} | ${whoSaid(permission)} |`,
  )
  return [
    '# Actions · 全部接口',
    '',
    'Made from `types/permissions.ts` by `node --import tsx scripts/actions.ts`; do not edit. Input and output of each stand in',
    '`types/api.ts`, the codes of refusal in `types/errors.ts`, how a call travels in [protocol.md](protocol.md).',
    '',
    `${rows.length} actions. Scope: \`public\` nothing of a person or a case is in the answer; \`self\` only the caller's own records; \`areas\` a post`,
    'of the caller must cover the area touched; `case` the relation to the case and the table of the loop (`types/loop.ts`) decide.',
    '',
    '| action | | scope | who may call |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  writeFileSync(actionsFile, actionsPage())
