import type { ReactNode } from 'react'
import { Page } from '@/components/page'
import { Empty } from '@/components/status-box'
import { deskWords as words } from '@/copy/shelf'
import { WithMe } from '@/sections/with-me'
import { type MyStore, myStoreOf } from './my-store'

/** A page for those who work in a store: `children` draws the whole of it once it is known which. */
export function WithStore({ children }: { children(store: MyStore): ReactNode }) {
  return (
    <WithMe>
      {(me) => {
        const store = myStoreOf(me.posts)
        if (store) return <>{children(store)}</>
        return (
          <Page>
            <Empty title={words.nowhere} advice={words.nowhereAdvice} />
          </Page>
        )
      }}
    </WithMe>
  )
}
