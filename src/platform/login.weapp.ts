import type { Login } from './contract'

export const login: Login = {
  owner: () => 'self',
  signedIn: () => true,
  personas: async () => [],
  enter: async () => undefined,
  leave: () => undefined,
}
