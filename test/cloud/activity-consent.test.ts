/** Taking back the consent to photos, through the real SDK: what is hidden from whom, who is told, what is left. */
import { activityTools, minutes } from '../support/activity'
import { type DemoCloud, hours, startDemoCloud } from '../support/demo'
import { downloaded, upload } from './job-support'

let cloud: DemoCloud
beforeAll(async () => {
  cloud = await startDemoCloud({ workers: 4 })
}, 60_000)
afterAll(() => cloud?.close())

const { get, part, publish, requestId, settle, signUp, stored, told } = activityTools(() => cloud)

let uploads = 0

/** An activity that is finished, with photos that passed their check; the villager and the elder took part. */
async function finished(title: string, photos: number) {
  const activity = await publish({ title })
  for (const who of ['villager-tian', 'elder-tian']) await signUp(who, activity)
  await cloud.pass(hours(5) + minutes(1))
  const files = await Promise.all(
    Array.from({ length: photos }, () =>
      upload(cloud, 'secretary-tian', `0123456789abcdef-${++uploads}.jpg`, Buffer.from(`photo ${uploads}`)),
    ),
  )
  const { version } = await get('secretary-tian', activity)
  const summary = { activityId: activity.id, version, summary: '见照片' }
  await cloud.ok('secretary-tian', 'activity.finish', { ...summary, photos: files, onlyConsenting: true })
  await settle()
  await cloud.idle()
  return { activity, files }
}

const withdraw = (who: string, activityId: string, photos?: string[], id?: string) =>
  cloud.refused(who, 'activity.withdrawConsent', { activityId, ...(photos ? { photos } : {}) }, id)

const shown = async (who: string, activity: { id: string }) =>
  (await get(who, activity)).photos.map(({ fileId }) => fileId).sort()

test('the photos somebody names are gone for everybody at once, the others stay, and the organizer is told', async () => {
  const { activity, files } = await finished('撤照片', 3)
  expect(await shown('neighbour-tian', activity)).toEqual([...files].sort())
  const { url } = (await get('neighbour-tian', activity)).photos.find(({ fileId }) => fileId === files[0])!
  const photos = files.slice(0, 2)
  const answer = await cloud.ok('villager-tian', 'activity.withdrawConsent', { activityId: activity.id, photos })
  expect(answer.mine?.photoConsent).toBe(false)
  for (const who of ['villager-tian', 'neighbour-tian', 'elder-tian', 'secretary-tian'])
    expect(await shown(who, activity)).toEqual([files[2]])
  expect((await get('elder-tian', activity)).mine?.photoConsent).toBe(true)

  const { name } = cloud.personOf('villager-tian')
  const [message, ...more] = told('secretary-tian', `${name}撤回了“撤照片”的照片同意，2 张照片已经撤下`)
  expect([message?.page, more]).toEqual([`packages/activity/detail/index?id=${activity.id}`, []])
  expect(cloud.looksAt(cloud.personOf('secretary-tian')._id).at(-1)).toMatchObject({
    ...{ action: 'activity.withdrawConsent', what: '撤下活动照片', actorName: name },
  })

  // nothing of the file is left, and no verdict that comes late shows it again
  await settle()
  await expect(downloaded(url).then(String)).resolves.not.toContain('photo')
  expect(stored(activity).media.map(({ state }) => state)).toEqual(['expired', 'expired', 'passed'])
  expect(stored(activity).withdrawnPhotos).toEqual(photos)
  expect(await shown('neighbour-tian', activity)).toEqual([files[2]])
})

test('before there are photos the organizer reads it on the list and in a message', async () => {
  const activity = await publish({ title: '还没拍' })
  await signUp('villager-tian', activity)
  const { version } = stored(activity)
  expect(await withdraw('villager-tian', activity.id)).toBe('ok')
  const { rows } = await cloud.ok('secretary-tian', 'activity.attendees', { activityId: activity.id })
  expect(rows.map(({ photoConsent }) => photoConsent)).toEqual([false])
  expect(told('secretary-tian', '不同意“还没拍”的照片里有自己了')).toHaveLength(1)
  expect(part(activity, 'villager-tian')?.consentWithdrawnAt).toEqual(expect.any(Date))
  // the organizer's screen doesn't turn stale, and the place stays
  expect(stored(activity)).toMatchObject({ version, taken: 1 })
})

test('is for whoever takes part, and for nobody else', async () => {
  const { activity, files } = await finished('谁能撤', 1)
  for (const who of ['neighbour-tian', 'secretary-tian', 'villager-diao'])
    expect([who, await withdraw(who, activity.id, files)]).toEqual([who, 'NOT_SIGNED_UP'])
  for (const who of ['waiting-tian', 'anybody']) expect(await withdraw(who, activity.id)).toBe('NEEDS_IDENTITY')
  expect(await withdraw('villager-tian', 'nothing')).toBe('NOT_FOUND')
  const other = await finished('别的活动', 1)
  expect(await withdraw('villager-tian', activity.id, other.files)).toBe('NOT_FOUND')
  expect(await shown('elder-tian', activity)).toEqual(files)

  // who was filled in never consented, and can still have a photo taken down
  const fillIn = { activityId: activity.id, personId: cloud.personOf('neighbour-tian')._id }
  await cloud.ok('secretary-tian', 'activity.fillIn', { ...fillIn, hours: 1, reason: '来帮忙' })
  expect(await withdraw('neighbour-tian', activity.id)).toBe('ALREADY_DONE')
  expect(await withdraw('neighbour-tian', activity.id, files)).toBe('ok')
  expect(await shown('elder-tian', activity)).toEqual([])
})

test('twice is once, and two at once lose nothing', async () => {
  const { activity, files } = await finished('撤两次', 2)
  const id = requestId()
  const answers = await Promise.all([
    withdraw('villager-tian', activity.id, [files[0]!], id),
    withdraw('villager-tian', activity.id, [files[0]!], id),
    withdraw('elder-tian', activity.id, files),
  ])
  expect(answers).toEqual(['ok', 'ok', 'ok'])
  expect(await withdraw('villager-tian', activity.id, [files[0]!], id)).toBe('ok')
  expect(await withdraw('villager-tian', activity.id, files, id)).toBe('REQUEST_REUSED')
  expect([...stored(activity).withdrawnPhotos!].sort()).toEqual([...files].sort())
  expect(told('secretary-tian', `${cloud.personOf('villager-tian').name}撤回了“撤两次”`)).toHaveLength(1)
  expect(await withdraw('villager-tian', activity.id)).toBe('ALREADY_DONE')
})
