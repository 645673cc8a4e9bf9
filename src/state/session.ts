import type { OutputOf } from '@/platform/call'
import { login } from '@/platform/login'
import { type Query, useQuery } from './query'

/** Who I am: person, posts and what they allow, from the cloud or the last known copy. Not asked before a login (browser only). */
export const useSession = (): Query<OutputOf<'person.me'>> => useQuery('person.me', login.signedIn() ? {} : undefined)
