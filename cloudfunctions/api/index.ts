/** All client actions. The list of nouns is the list of what is public; types/permissions.ts says to whom. */
import { activityActions } from '../domain/activity'
import { areaActions } from '../domain/area'
import { caseActions } from '../domain/case'
import { claimActions } from '../domain/claim'
import { deadLetterActions } from '../domain/deadLetter'
import { homeActions } from '../domain/home'
import { jobActions } from '../domain/job'
import { messageActions } from '../domain/message'
import { moderationActions } from '../domain/moderation'
import { noticeActions } from '../domain/notice'
import { organizationActions } from '../domain/organization'
import { personActions } from '../domain/person'
import { placeActions } from '../domain/place'
import { pointsActions } from '../domain/points'
import { postActions } from '../domain/post'
import { privacyActions } from '../domain/privacy'
import { ruleActions } from '../domain/rule'
import { serviceActions } from '../domain/service'
import { setupActions } from '../domain/setup'
import { storeActions } from '../domain/store'
import { volunteerActions } from '../domain/volunteer'
import { serve } from '../kernel/serve'

export const main = serve([
  ...activityActions,
  ...areaActions,
  ...caseActions,
  ...claimActions,
  ...deadLetterActions,
  ...homeActions,
  ...jobActions,
  ...messageActions,
  ...moderationActions,
  ...noticeActions,
  ...organizationActions,
  ...personActions,
  ...placeActions,
  ...pointsActions,
  ...postActions,
  ...privacyActions,
  ...serviceActions,
  ...ruleActions,
  ...setupActions,
  ...volunteerActions,
  ...storeActions,
])
