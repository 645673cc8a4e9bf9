/** The noun service: somebody's volunteer hours and the certificates over them. `service.correct` stands with activities, whose sign-ups it writes. */
import { ServiceCertificateInput, ServiceRecordInput, ServiceVerifyInput } from '#types/service'
import { type Action, action } from '../../kernel/action'
import { issue, readForProof, verify } from './certificate'
import { readRecord } from './read'

export { eraseCertificates } from './erase'

export const serviceActions: Action[] = [
  action('service.record', ServiceRecordInput, readRecord),
  action('service.certificate', ServiceCertificateInput, issue),
  action<'service.verify', Awaited<ReturnType<typeof readForProof>>>(
    'service.verify',
    ServiceVerifyInput,
    verify,
    readForProof,
  ),
]
