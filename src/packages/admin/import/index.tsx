import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { type Roster, rosters } from '#types/labels'
import type { Me } from '#types/person'
import { AreaPicker, type ChosenArea } from '@/components/area-picker'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Choice } from '@/components/field'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Row } from '@/components/row'
import { Empty } from '@/components/status-box'
import { roster as copy } from '@/copy/admin'
import { call } from '@/platform/call'
import { openDocument } from '@/platform/document'
import { asCallError } from '@/platform/error'
import { workPages } from '@/sections/menu'
import { WithMe } from '@/sections/with-me'
import { useDraft } from '@/state/draft'
import { renew } from '@/state/query'
import { useWrite } from '@/state/write'
import { keepImport } from '../kept'
import { Progress } from '../progress'
import { rootArea } from '../root-area'
import { type Sheet, useSheetUpload } from '../upload-sheet'
import { Recent } from './recent'

interface Form {
  roster: Roster
  area?: ChosenArea
  sheet?: Sheet
}

const options = (Object.keys(rosters) as Roster[]).map((value) => ({ value, label: rosters[value] }))
const hint = copy.chooseHint[process.env.TARO_ENV === 'weapp' ? 'weapp' : 'h5']

/** Rosters in and out as spreadsheets: template, upload, dry run; export; what is running. */
export default function Import() {
  return <WithMe>{(me) => <Content me={me} />}</WithMe>
}

function Content({ me }: { me: Me }) {
  const draft = useDraft<Form>('job.import', { roster: 'people' })
  const start = useWrite('job.start')
  const sheets = useSheetUpload((sheet) => draft.change({ sheet }))
  const [opening, setOpening] = useState(false)
  const [problem, setProblem] = useState<string>()
  const { roster, sheet, area = rootArea(me.posts, 'job.start') } = draft.value
  if (!area) {
    return (
      <Page>
        <Empty title={copy.nowhere} />
      </Page>
    )
  }

  const template = async () => {
    setOpening(true)
    setProblem(undefined)
    try {
      await openDocument(await call('job.template', { roster }))
    } catch (thrown) {
      setProblem(asCallError(thrown).message)
    } finally {
      setOpening(false)
    }
  }
  const watch = (jobId: string) => {
    renew('job.')
    void Taro.navigateTo({ url: `${workPages.job}?jobId=${jobId}` })
  }
  const tryOut = async () => {
    if (!sheet) return
    const input = { roster, areaId: area.id, fileId: sheet.fileId }
    const answer = await start.run({ kind: 'import', ...input, dryRun: true })
    if (!answer.ok) return
    keepImport(answer.output.id, input)
    draft.change({ sheet: undefined })
    watch(answer.output.id)
  }
  const exportAll = async () => {
    const answer = await start.run({ kind: 'export', roster, areaId: area.id })
    if (answer.ok) watch(answer.output.id)
  }

  return (
    <Page
      footer={
        <>
          {[problem, sheets.problem, start.error?.message].filter(Boolean).map((words) => (
            <NoticeBar key={words} tone="error">
              {words}
            </NoticeBar>
          ))}
          <Button id="roster-try" kind="main" disabled={!sheet} busy={start.busy} onTap={() => void tryOut()}>
            {copy.tryOut}
          </Button>
        </>
      }
    >
      <Card>
        <Choice
          id="roster"
          label={copy.what}
          hint={copy.order}
          options={options}
          value={roster}
          onChange={(chosen) => draft.change({ roster: chosen, sheet: undefined })}
        />
        <AreaPicker
          id="roster-area"
          label={copy.area}
          value={area}
          onChange={(chosen) => draft.change({ area: chosen })}
        />
        <Row>
          <Button id="roster-template" busy={opening} onTap={() => void template()}>
            {copy.template}
          </Button>
          <Button id="roster-export" busy={start.busy} onTap={() => void exportAll()}>
            {copy.export}
          </Button>
        </Row>
      </Card>
      <Card>
        {sheet && <View id="roster-sheet">{copy.chosen(sheet.name)}</View>}
        {sheets.part === undefined ? (
          <Button id="roster-choose" onTap={() => void sheets.choose(roster === 'areas' ? ['xlsx', 'csv'] : ['xlsx'])}>
            {copy.choose}
          </Button>
        ) : (
          <>
            <Progress part={sheets.part} words={copy.uploading(sheets.part)} />
            <Button id="roster-stop" kind="danger" onTap={sheets.stop}>
              {copy.stop}
            </Button>
          </>
        )}
        <View className="field__gap" />
        <View className="field__hint">{hint}</View>
        <View className="field__hint">{copy.tryAdvice}</View>
      </Card>
      <Recent onOpen={watch} />
    </Page>
  )
}
