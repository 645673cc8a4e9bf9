import { View } from '@tarojs/components'
import type { ClaimBulkOutput } from '#types/claim'
import { mostBulkRows } from '#types/claim-loop'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Item } from '@/components/item'
import { NoticeBar } from '@/components/notice-bar'
import { claimsWords, roundWords as words } from '@/copy/claims'
import { goInstead } from '@/platform/go'
import type { RoundRow } from './form'

interface Props {
  rows: readonly RoundRow[]
  /** What the dry run found; absent when something was changed since. */
  checked: ClaimBulkOutput | undefined
  /** Why the round can't be checked. */
  problem: string | undefined
  onRemove(at: number): void
}

/** The rows of the round, with what the dry run says of each. Ids: `row-<n>-remove`, from 0. */
export function Rows({ rows, checked, problem, onRemove }: Props) {
  const bad = checked?.rows.filter((row) => row.problem !== undefined).length ?? 0
  return (
    <Card title={words.rows(rows.length, mostBulkRows)}>
      {problem && <NoticeBar tone="error">{problem}</NoticeBar>}
      {rows.length === 0 && <View className="page__note">{words.noRows}</View>}
      {checked && <Totals checked={checked} bad={bad} />}
      {rows.map((row, at) => {
        const found = checked?.rows[at]
        const good = found?.problem === undefined ? found : undefined
        return (
          <Item
            // biome-ignore lint/suspicious/noArrayIndexKey: the same household may stand twice, and rows have no other name
            key={at}
            note={good ? `${row.label} · ${good.name}` : row.label}
            amount={good && claimsWords.points(good.points)}
            loss={good && good.points < 0}
            end={
              <Button
                id={`row-${at}-remove`}
                narrow
                label={`${words.remove} ${row.household}`}
                onTap={() => onRemove(at)}
              >
                {words.remove}
              </Button>
            }
            below={found?.problem && <NoticeBar tone="error">{found.problem}</NoticeBar>}
          >
            {words.row(row.household, row.name, row.times)}
          </Item>
        )
      })}
    </Card>
  )
}

/** What the dry run found of the whole: the points, and the month's budget beside them. */
function Totals({ checked: { total, budget }, bad }: { checked: ClaimBulkOutput; bad: number }) {
  return (
    <>
      {bad > 0 ? (
        <NoticeBar tone="error">{words.bad(bad)}</NoticeBar>
      ) : (
        <NoticeBar id="round-checked">{words.checked(total)}</NoticeBar>
      )}
      <NoticeBar tone={total > budget.left ? 'warn' : 'note'}>
        {words.budget(budget.used, budget.limit)}
        {total > budget.left && ` ${words.over}`}
      </NoticeBar>
    </>
  )
}

/** The round has been entered. */
export function Entered({ done, onAgain }: { done: ClaimBulkOutput; onAgain(): void }) {
  return (
    <>
      <Card title={words.entered(done.entered)}>
        <View id="round-entered">{words.lead}</View>
      </Card>
      <View className="page__buttons">
        <Button id="round-see" kind="main" onTap={() => goInstead('claims')}>
          {words.see}
        </Button>
        <Button id="round-again" onTap={onAgain}>
          {words.again}
        </Button>
      </View>
    </>
  )
}
