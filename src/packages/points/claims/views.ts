import { type ClaimView, claimViews } from '#types/labels'
import { type ActionName, permissions } from '#types/permissions'
import type { Me } from '#types/person'

/** Whose work each list is; those that aren't named are for everybody. */
const workOf: Partial<Record<ClaimView, ActionName>> = {
  toVerify: 'claim.verify',
  toApprove: 'claim.approve',
  objected: 'claim.review',
  deferred: 'claim.approve',
}

/** The lists of claims that somebody can read, work first. */
export function claimViewsFor(posts: Pick<Me['posts'][number], 'role'>[]): ClaimView[] {
  const works = (view: ClaimView) => {
    const action = workOf[view]
    const who = action && permissions[action].who
    return who !== undefined && typeof who !== 'string' && posts.some(({ role }) => who.includes(role))
  }
  const views = Object.keys(claimViews) as ClaimView[]
  return [...views.filter(works), ...views.filter((view) => workOf[view] === undefined)]
}
