import type { Login, Persona } from './contract'
import { CallError } from './error'
import { storage } from './storage'

/** What a login gave: whom we are, the token for every call, and the stand-in for WeChat's phone number code. */
interface Entrance {
  persona: string
  token: string
  phoneCode?: string
}

const KEY = 'login'

/** The present login, if any. */
export const entrance = (): Entrance | undefined => storage.get<Entrance>(KEY)

/** The header that says who calls. */
export const bearer = (): Record<string, string> => {
  const token = entrance()?.token
  return token ? { authorization: `Bearer ${token}` } : {}
}

async function ask<Body>(path: string, init?: RequestInit): Promise<Body> {
  const response = await fetch(path, init).catch(() => undefined)
  if (!response) throw new CallError('NETWORK')
  if (!response.ok) throw new CallError('INTERNAL', '本地云没有接受登录，请重新打开页面再试。')
  return response.json()
}

export const login: Login = {
  owner: () => entrance()?.persona ?? 'nobody',
  signedIn: () => entrance() !== undefined,
  personas: () => ask<Persona[]>('/personas'),
  async enter(persona) {
    const body = await ask<{ token: string; phoneCode?: string }>('/login', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ persona }),
    })
    storage.set(KEY, { persona, token: body.token, phoneCode: body.phoneCode } satisfies Entrance)
  },
  leave: () => storage.remove(KEY),
}
