/**
 * The permission table: who may call what, and which scope the handler has to check. Deny by default: an action that is
 * not listed here is unknown. Case events are decided by the loop's own table (loop.ts); here stands only the door.
 */
import { activityOrganizers, doorstepRoles, levelStaff, type Role, roles, storeRoles } from './roles'
import { approverRoles, reviewerRoles, verifierRoles } from './rule-words'

/**
 * - public: nothing of a person or a case is in the answer;
 * - self: only the caller's own records, found by the session's ids;
 * - areas: the handler must name the area chain touched, and one of the caller's posts with a role of `who` must cover it;
 * - case: the handler must ask the relations to the case or claim (own, assigned, offered, same area, superior …) and the
 *   table of its loop (loop.ts, claim-loop.ts).
 */
export type Scope = 'public' | 'self' | 'areas' | 'case'

/** visitor: anybody with a WeChat identity; confirmed: on the roster; or any of the roles listed, by post. */
export type Who = 'visitor' | 'confirmed' | readonly Role[]

export interface Permission {
  who: Who
  scope: Scope
  /** Whether it changes anything: such a call needs a fresh requestId and answers a repeat with the same result. */
  writes: boolean
}

const read = (who: Who, scope: Scope): Permission => ({ who, scope, writes: false })
const write = (who: Who, scope: Scope): Permission => ({ who, scope, writes: true })

const admins: readonly Role[] = ['admin']
const staff: readonly Role[] = Object.values(levelStaff).flat()
const everyRole = Object.keys(roles) as Role[]
/** Who reads a store's books. */
const storeReaders: readonly Role[] = [...storeRoles, 'villageSecretary', 'townOfficer', 'auditor']

export const permissions = {
  'person.me': read('visitor', 'self'),
  'person.register': write('visitor', 'self'),
  'person.pending': read(doorstepRoles, 'areas'),
  'person.confirm': write(doorstepRoles, 'areas'),
  // an administrator looks for the person to appoint; names and numbers are masked
  'person.search': read([...doorstepRoles, ...admins], 'areas'),
  'person.contact': read([...staff, 'safetyOfficer', 'mediator', 'police'], 'areas'),
  'person.export': read('visitor', 'self'),
  'person.erase': write('visitor', 'self'),
  'person.seen': read('visitor', 'self'),
  'person.skills': write('confirmed', 'self'),
  'person.doubleRegister': write(['partyMember'], 'self'),

  'area.children': read('visitor', 'public'),
  'area.search': read('visitor', 'public'),
  'area.locate': read('visitor', 'public'),
  'area.map': read('visitor', 'public'),
  'area.chain': read('confirmed', 'self'),
  'area.rename': write(admins, 'areas'),
  'area.merge': write(admins, 'areas'),

  'post.list': read([...staff, 'admin'], 'areas'),
  'post.appoint': write(admins, 'areas'),
  'post.end': write(admins, 'areas'),
  'post.leave': write([...staff, 'admin'], 'areas'),

  'organization.list': read('confirmed', 'public'),

  'case.submit': write('visitor', 'self'),
  'case.preview': read('visitor', 'self'),
  'case.similar': read('visitor', 'public'),
  'case.get': read('visitor', 'case'),
  'case.list': read('visitor', 'case'),
  'case.candidates': read(everyRole, 'case'),
  'case.assess': write(staff, 'case'),
  'case.settleOnSpot': write(staff, 'case'),
  'case.dispatch': write(staff, 'case'),
  'case.accept': write(everyRole, 'case'),
  'case.decline': write(everyRole, 'case'),
  'case.progress': write(everyRole, 'case'),
  'case.comment': write('visitor', 'case'),
  'case.transfer': write(everyRole, 'case'),
  'case.complete': write(everyRole, 'case'),
  'case.confirm': write('visitor', 'case'),
  'case.dissatisfied': write('visitor', 'case'),
  'case.reopen': write('visitor', 'case'),
  'case.urge': write('visitor', 'case'),
  'case.reject': write(staff, 'case'),
  'case.appeal': write('visitor', 'case'),
  'case.withdraw': write('visitor', 'case'),
  'case.escalate': write(staff, 'case'),
  'case.returnDown': write(staff, 'case'),
  'case.support': write('visitor', 'case'),

  'home.get': read('visitor', 'self'),

  'message.list': read('visitor', 'self'),
  'message.read': write('visitor', 'self'),
  'message.consent': write('visitor', 'self'),

  'notice.list': read('visitor', 'public'),
  'notice.get': read('visitor', 'public'),
  'notice.publish': write(['villageSecretary', 'townOfficer', 'townLeader', 'countyOfficer'], 'areas'),

  'place.get': read('visitor', 'public'),
  'place.list': read(doorstepRoles, 'areas'),
  'place.create': write(doorstepRoles, 'areas'),

  'rule.table': read('visitor', 'public'),
  'rule.propose': write(['villageSecretary'], 'areas'),

  // which of these roles a claim needs stands in its rule; here stands only the door
  'claim.declare': write('confirmed', 'case'),
  'claim.withdraw': write('confirmed', 'case'),
  'claim.verify': write(verifierRoles, 'case'),
  'claim.approve': write(approverRoles, 'case'),
  'claim.reject': write([...new Set<Role>([...verifierRoles, ...approverRoles])], 'case'),
  'claim.object': write('confirmed', 'case'),
  'claim.review': write(reviewerRoles, 'case'),
  'claim.get': read('confirmed', 'case'),
  'claim.list': read('confirmed', 'case'),
  'claim.bulk': write(['gridWorker', 'gridLeader'], 'areas'),
  'claim.approveRound': write(approverRoles, 'case'),
  'points.account': read('confirmed', 'self'),
  'points.entries': read('confirmed', 'self'),
  'points.look': read(doorstepRoles, 'areas'),
  'points.reverse': write(['villageSecretary'], 'areas'),
  // the handler asks whether the area is the caller's home or lies in one of their posts
  'points.honour': read('confirmed', 'case'),
  'points.proof': read(['admin', 'auditor'], 'public'),

  'review.list': read(['contentReviewer'], 'areas'),
  'review.decide': write(['contentReviewer'], 'areas'),

  // who an activity is for, who signed up and who holds it are relations, decided by its own table (activity-loop.ts)
  'activity.publish': write(activityOrganizers, 'areas'),
  'activity.change': write(activityOrganizers, 'areas'),
  'activity.cancel': write(activityOrganizers, 'areas'),
  'activity.list': read('visitor', 'self'),
  'activity.get': read('visitor', 'case'),
  'activity.signUp': write('confirmed', 'case'),
  'activity.signOff': write('confirmed', 'case'),
  'activity.code': read(activityOrganizers, 'areas'),
  'activity.checkIn': write('confirmed', 'case'),
  'activity.checkOut': write('confirmed', 'case'),
  'activity.withdrawConsent': write('confirmed', 'case'),
  'activity.fillIn': write(activityOrganizers, 'areas'),
  'activity.finish': write(activityOrganizers, 'areas'),
  'activity.attendees': read(activityOrganizers, 'areas'),

  'service.record': read('confirmed', 'self'),
  'service.certificate': write('confirmed', 'self'),
  'service.verify': read('visitor', 'public'),
  'service.correct': write(activityOrganizers, 'areas'),
  'volunteer.organizations': read('confirmed', 'public'),
  'volunteer.join': write('confirmed', 'self'),
  'volunteer.members': read(activityOrganizers, 'areas'),

  'job.template': read(admins, 'public'),
  'job.start': write(admins, 'areas'),
  'job.get': read(admins, 'self'),
  'job.list': read(admins, 'self'),
  'job.cancel': write(admins, 'self'),

  'deadLetter.list': read(admins, 'public'),
  'deadLetter.retry': write(admins, 'public'),

  'store.get': read('visitor', 'self'),
  'store.save': write(['storeManager'], 'areas'),
  'goods.list': read('visitor', 'self'),
  'goods.save': write(['storeManager'], 'areas'),
  'stock.move': write(['storeManager', 'storeInspector'], 'areas'),
  'stock.list': read(storeReaders, 'areas'),
  // by the household or the store's staff: the redemption's own table decides, as the loop's does for cases
  'redemption.reserve': write('confirmed', 'self'),
  'redemption.cancel': write('confirmed', 'case'),
  'redemption.undo': write(['storeKeeper'], 'areas'),
  'redemption.reverse': write(['storeManager'], 'areas'),
  'redemption.get': read('confirmed', 'case'),
  'redemption.list': read('confirmed', 'case'),
  'redemption.claim': write(['storeKeeper'], 'areas'),
  'redemption.handOver': write(['storeKeeper'], 'areas'),
  'card.issue': write(doorstepRoles, 'areas'),
  'card.revoke': write(doorstepRoles, 'areas'),
  'card.unlock': write(doorstepRoles, 'areas'),
  'card.list': read(doorstepRoles, 'areas'),
  'card.sheet': read(doorstepRoles, 'areas'),
  'card.look': read(['storeKeeper'], 'areas'),
  'card.redeem': write(['storeKeeper'], 'areas'),
  'storeMonth.get': read(storeReaders, 'areas'),
  'storeMonth.sign': write(['storeKeeper', 'storeInspector'], 'areas'),
  'storeMonth.export': read(storeReaders, 'areas'),

  'setup.claim': write('visitor', 'self'),
} as const satisfies Record<string, Permission>

/** Every action of the public door. */
export type ActionName = keyof typeof permissions
