import { InvalidOperatorError } from '../query/errors'
import { DuplicateKeyError, NoCollectionError } from '../store/store'
import { ConflictError, NoTransactionError } from '../store/transactions'

/** The service's name for each kind of failure; anything else is a failed request. */
const CODES: [kind: new (...argument: never[]) => Error, code: string][] = [
  [NoCollectionError, 'DATABASE_COLLECTION_NOT_EXIST'],
  [DuplicateKeyError, 'DATABASE_DUPLICATE_WRITE'],
  [ConflictError, 'DATABASE_TRANSACTION_CONFLICT'],
  [NoTransactionError, 'DATABASE_TRANSACTION_FAIL'],
  // The service spells it so.
  [InvalidOperatorError, 'DATABASE_INVALID_OPERRATOR'],
]

/** A failure as the service answers it. */
export function answerError(error: unknown): { code: string; message: string } {
  const known = CODES.find(([kind]) => error instanceof kind)
  return {
    code: known?.[1] ?? 'DATABASE_REQUEST_FAILED',
    message: error instanceof Error ? error.message : String(error),
  }
}
