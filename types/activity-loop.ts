/**
 * The life of an activity as one table: event × state → state, by whom and under which condition. It stands apart from the
 * schemas, so that screens read it without loading valibot.
 */

export const activityKinds = { partyDay: '主题党日', volunteering: '志愿服务', training: '培训' } as const
export type ActivityKind = keyof typeof activityKinds

/** Whom an activity is for. */
export const audiences = { residents: '本地村民', partyMembers: '党员' } as const
export type Audience = keyof typeof audiences

/** The audience that a kind fixes; where none stands, the organizer says it. */
export const audienceOf: Partial<Record<ActivityKind, Audience>> = {
  partyDay: 'partyMembers',
  volunteering: 'residents',
}

export const activityStates = {
  open: '报名中',
  running: '进行中',
  ended: '待总结',
  finished: '已结束',
  cancelled: '已取消',
} as const
export type ActivityState = keyof typeof activityStates

/** placed: has a place; waiting: in the list behind; off: signed off; added: was there without it, as the organizer filled in. */
export const signUpStatuses = { placed: '已报名', waiting: '候补', off: '已退出', added: '现场补录' } as const
export type SignUpStatus = keyof typeof signUpStatuses

/** Metres around the place within which somebody checks in, when the organizer says nothing else. */
export const defaultRadius = 200
/** Most people of one activity, and most who wait for a place. */
export const mostPlaces = 500
export const mostWaiting = 100
/** The longest that one activity counts, whatever it lasts. */
export const mostActivityHours = 12

/**
 * What somebody is to an activity. placed: has a place and hasn't come yet; present: checked in and not yet out; attended:
 * in and out; participant: signed up or filled in, and not off again; eligible: it is for them and they haven't signed up.
 */
export type ActivityParty =
  | 'organizer'
  | 'eligible'
  | 'placed'
  | 'waiting'
  | 'present'
  | 'attended'
  | 'participant'
  | 'clock'

const minute = 60_000

/** Checking in begins so long before the start, and checking out ends so long after the end. */
export const checkInLeadMs = 30 * minute
export const checkOutGraceMs = 60 * minute
/** An activity whose organizer writes no summary is finished by the clock, so that nobody waits for their hours. */
export const finishAfterMs = 7 * 24 * 60 * minute
/** Hours can be filled in and corrected so long after the end. */
const correctionMs = 90 * 24 * 60 * minute

/** When an activity is held. */
export interface Times {
  startsAt: Date
  endsAt: Date
}

const until = ({ endsAt }: Times, more: number) => endsAt.getTime() + more

/** Conditions of time that the table names. */
export const activityConditions = {
  notBegun: ({ startsAt }: Times, now: Date) => now < startsAt,
  begun: ({ startsAt }: Times, now: Date) => now >= startsAt,
  notOver: ({ endsAt }: Times, now: Date) => now < endsAt,
  over: ({ endsAt }: Times, now: Date) => now >= endsAt,
  checkInOpen: ({ startsAt, endsAt }: Times, now: Date) =>
    now.getTime() >= startsAt.getTime() - checkInLeadMs && now < endsAt,
  checkOutOpen: (times: Times, now: Date) => now >= times.startsAt && now.getTime() < until(times, checkOutGraceMs),
  checkOutClosed: (times: Times, now: Date) => now.getTime() >= until(times, checkOutGraceMs),
  correctable: (times: Times, now: Date) => now >= times.endsAt && now.getTime() < until(times, correctionMs),
} as const
export type ActivityCondition = keyof typeof activityConditions

export interface ActivityRule {
  /** The button. */
  label: string
  from: readonly ActivityState[]
  /** `same` keeps the state. */
  to: ActivityState | 'same'
  by: readonly ActivityParty[]
  when?: ActivityCondition
  /** Whether the caller must say which version of the activity the screen showed. */
  expectsVersion?: true
}

export const activityLoop = {
  publish: { label: '发布', from: [], to: 'open', by: ['organizer'] },
  change: { label: '修改', from: ['open'], to: 'same', by: ['organizer'], when: 'notBegun', expectsVersion: true },
  cancel: { label: '取消活动', from: ['open', 'running'], to: 'cancelled', by: ['organizer'], expectsVersion: true },
  signUp: { label: '报名', from: ['open', 'running'], to: 'same', by: ['eligible'], when: 'notOver' },
  signOff: { label: '退出报名', from: ['open'], to: 'same', by: ['placed', 'waiting'], when: 'notBegun' },
  begin: { label: '开始', from: ['open'], to: 'running', by: ['clock'], when: 'begun' },
  // the clock may be a minute late: the time decides, not the state alone
  checkIn: { label: '签到', from: ['open', 'running'], to: 'same', by: ['placed'], when: 'checkInOpen' },
  checkOut: { label: '签退', from: ['open', 'running'], to: 'same', by: ['present'], when: 'checkOutOpen' },
  end: { label: '结束', from: ['open', 'running'], to: 'ended', by: ['clock'], when: 'checkOutClosed' },
  fillIn: {
    label: '补录时长',
    from: ['running', 'ended', 'finished'],
    to: 'same',
    by: ['organizer'],
    when: 'correctable',
  },
  finish: {
    label: '写总结',
    from: ['running', 'ended'],
    to: 'finished',
    by: ['organizer', 'clock'],
    when: 'over',
    expectsVersion: true,
  },
  // as long as there may be photos: taking it back has no term
  withdrawConsent: {
    label: '撤回照片同意',
    from: ['open', 'running', 'ended', 'finished'],
    to: 'same',
    by: ['participant'],
  },
} as const satisfies Record<string, ActivityRule>
export type ActivityEvent = keyof typeof activityLoop

/** A row of the table, with the fields of every row visible. */
export const activityRuleOf = (event: ActivityEvent): ActivityRule => activityLoop[event]

/** Whether one party may cause an event now. */
export function activityAllows(
  event: ActivityEvent,
  facts: Times & { state: ActivityState },
  party: ActivityParty,
  now: Date,
): boolean {
  const { from, by, when } = activityRuleOf(event)
  return from.includes(facts.state) && by.includes(party) && (!when || activityConditions[when](facts, now))
}

/** The events that somebody may cause now, in the table's order: buttons and permission alike. */
export function allowedActivityEvents(
  facts: Times & { state: ActivityState },
  parties: readonly ActivityParty[],
  now: Date,
): ActivityEvent[] {
  return (Object.keys(activityLoop) as ActivityEvent[]).filter((event) =>
    parties.some((party) => activityAllows(event, facts, party, now)),
  )
}
