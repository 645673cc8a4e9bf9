/** Every action of the public door: what it takes and what it answers. Types only; the schemas stand with each noun. */
import type { ActivityApi } from './activity'
import type {
  AreaChainInput,
  AreaChainOutput,
  AreaChildrenInput,
  AreaLocateInput,
  AreaMapInput,
  AreaMapOutput,
  AreaMergeInput,
  AreaRenameInput,
  AreaRows,
  AreaSearchInput,
  AreaView,
} from './area'
import type {
  CallerEvent,
  CaseCandidatesInput,
  CaseCandidatesOutput,
  CaseDetail,
  CaseEventInput,
  CaseEventOutput,
  CaseGetInput,
  CaseListInput,
  CaseListOutput,
  CasePreviewInput,
  CasePreviewOutput,
  CaseSimilarInput,
  CaseSimilarOutput,
  CaseSubmitInput,
  CaseSubmitOutput,
} from './case'
import type { ClaimApi } from './claim'
import type { Signature } from './common'
import type {
  DeadLetterListInput,
  DeadLetterListOutput,
  DeadLetterRetryInput,
  DeadLetterRetryOutput,
} from './deadLetter'
import type { HomeGetInput, HomeOutput } from './home'
import type {
  JobCancelInput,
  JobDetail,
  JobFile,
  JobGetInput,
  JobListInput,
  JobPage,
  JobStartInput,
  JobTemplateInput,
  JobView,
} from './job'
import type {
  MessageConsentInput,
  MessageConsentOutput,
  MessageListInput,
  MessageListOutput,
  MessageReadInput,
  MessageReadOutput,
} from './message'
import type {
  NoticeGetInput,
  NoticeGetOutput,
  NoticeListInput,
  NoticeListOutput,
  NoticePublishInput,
  NoticePublishOutput,
} from './notice'
import type { ActionName } from './permissions'
import type {
  Me,
  OrganizationListInput,
  OrganizationView,
  PendingPage,
  PersonConfirmInput,
  PersonContactInput,
  PersonDoubleRegisterInput,
  PersonEraseInput,
  PersonExportInput,
  PersonExportOutput,
  PersonFound,
  PersonMeInput,
  PersonPendingInput,
  PersonRegisterInput,
  PersonSearchInput,
  PersonSeenInput,
  PersonSkillsInput,
  PostAppointInput,
  PostEndInput,
  PostLeaveInput,
  PostListInput,
  PostPage,
  PostView,
  SeenPage,
} from './person'
import type { PlaceCreateInput, PlaceGetInput, PlaceListInput, PlacePage, PlaceView } from './place'
import type { PointsApi } from './points'
import type { ReviewDecideInput, ReviewDecideOutput, ReviewListInput, ReviewListOutput } from './review'
import type { RuleApi } from './rule'
import type { ServiceApi } from './service'
import type { SetupClaimInput, SetupClaimOutput } from './setup'
import type { StoreApi } from './store'

type CaseEvents = { [Event in CallerEvent as `case.${Event}`]: Signature<CaseEventInput<Event>, CaseEventOutput> }

interface Others {
  'person.me': Signature<PersonMeInput, Me>
  'person.register': Signature<PersonRegisterInput, Me>
  'person.pending': Signature<PersonPendingInput, PendingPage>
  'person.confirm': Signature<PersonConfirmInput, { standing: 'confirmed' | 'visitor' }>
  'person.search': Signature<PersonSearchInput, { rows: PersonFound[] }>
  'person.contact': Signature<PersonContactInput, { name: string; phone: string }>
  'person.export': Signature<PersonExportInput, PersonExportOutput>
  'person.erase': Signature<PersonEraseInput, { erased: true }>
  'person.seen': Signature<PersonSeenInput, SeenPage>
  'person.skills': Signature<PersonSkillsInput, Me>
  'person.doubleRegister': Signature<PersonDoubleRegisterInput, Me>

  'area.children': Signature<AreaChildrenInput, AreaRows>
  'area.search': Signature<AreaSearchInput, AreaRows>
  'area.locate': Signature<AreaLocateInput, AreaRows>
  'area.map': Signature<AreaMapInput, AreaMapOutput>
  'area.chain': Signature<AreaChainInput, AreaChainOutput>
  'area.rename': Signature<AreaRenameInput, AreaView>
  'area.merge': Signature<AreaMergeInput, JobView>

  'post.list': Signature<PostListInput, PostPage>
  'post.appoint': Signature<PostAppointInput, PostView>
  'post.end': Signature<PostEndInput, PostView>
  'post.leave': Signature<PostLeaveInput, PostView>

  'organization.list': Signature<OrganizationListInput, { rows: OrganizationView[] }>

  'case.submit': Signature<CaseSubmitInput, CaseSubmitOutput>
  'case.preview': Signature<CasePreviewInput, CasePreviewOutput>
  'case.similar': Signature<CaseSimilarInput, CaseSimilarOutput>
  'case.get': Signature<CaseGetInput, CaseDetail>
  'case.list': Signature<CaseListInput, CaseListOutput>
  'case.candidates': Signature<CaseCandidatesInput, CaseCandidatesOutput>

  'home.get': Signature<HomeGetInput, HomeOutput>

  'message.list': Signature<MessageListInput, MessageListOutput>
  'message.read': Signature<MessageReadInput, MessageReadOutput>
  'message.consent': Signature<MessageConsentInput, MessageConsentOutput>

  'notice.list': Signature<NoticeListInput, NoticeListOutput>
  'notice.get': Signature<NoticeGetInput, NoticeGetOutput>
  'notice.publish': Signature<NoticePublishInput, NoticePublishOutput>

  'place.get': Signature<PlaceGetInput, PlaceView>
  'place.list': Signature<PlaceListInput, PlacePage>
  'place.create': Signature<PlaceCreateInput, PlaceView>

  'review.list': Signature<ReviewListInput, ReviewListOutput>
  'review.decide': Signature<ReviewDecideInput, ReviewDecideOutput>

  'job.template': Signature<JobTemplateInput, JobFile>
  'job.start': Signature<JobStartInput, JobView>
  'job.get': Signature<JobGetInput, JobDetail>
  'job.list': Signature<JobListInput, JobPage>
  'job.cancel': Signature<JobCancelInput, JobView>

  'deadLetter.list': Signature<DeadLetterListInput, DeadLetterListOutput>
  'deadLetter.retry': Signature<DeadLetterRetryInput, DeadLetterRetryOutput>

  'setup.claim': Signature<SetupClaimInput, SetupClaimOutput>
}

/** The whole door. `Api[name]['input']` is what a caller sends, `['output']` what it gets when the answer is `ok`. */
export type Api = Others & CaseEvents & RuleApi & ClaimApi & ActivityApi & ServiceApi & StoreApi & PointsApi

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never
/** Compile-time proof that the permission table and the door list the same actions. @public */
export const doorMatchesPermissions: Same<keyof Api, ActionName> = true
