/**
 * The county's secret: what makes a four-digit PIN or a rotating code useless to whoever only reads the database. It comes
 * from the function's environment (`SANDAN_SECRET`, docs/deployment.md) and is stored nowhere else; whoever changes it makes
 * every PIN and every printed card worthless.
 */
import { createHmac } from 'node:crypto'
import { refuse } from './errors'

/** Shorter ones can be guessed. */
const leastCharacters = 32

/**
 * HMAC-SHA-256 over the parts under the county's secret, 32 hex characters; each part is preceded by its length, so that
 * parts can't run into each other. Name the purpose first: `keyedHash('pin', cardId, pin)`.
 * @throws Refusal NOT_SET_UP while the environment has no secret of at least 32 characters
 */
export function keyedHash(...parts: string[]): string {
  const secret = process.env.SANDAN_SECRET ?? ''
  if (secret.length < leastCharacters) refuse('NOT_SET_UP')
  const digest = createHmac('sha256', secret)
  for (const part of parts) digest.update(`${Buffer.byteLength(part)}:`).update(part)
  return digest.digest('hex').slice(0, 32)
}
