import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Somebody to log in as. A local cloud knows no passwords: it serves this machine only. */
export interface Persona {
  id: string
  /** The WeChat identity; not needed where `fresh` is set. */
  openid?: string
  /** Everyone who logs in as this one is somebody new: a first-time visitor. */
  fresh?: boolean
  name: string
  /** Who this is in a few words. */
  title: string
  phone?: string
  note?: string
}

/** What a page may know of a persona: never the openid. */
export type PersonaCard = Pick<Persona, 'id' | 'name' | 'title' | 'note' | 'fresh'>

/** The people to log in as, and their tokens. A token is signed, not stored, so that a restart logs nobody out. */
export class Personas {
  constructor(
    private readonly personas: Persona[],
    private readonly secret: string,
  ) {}

  cards(): PersonaCard[] {
    return this.personas.map(({ id, name, title, note, fresh }) => ({ id, name, title, note, fresh }))
  }

  /** @returns undefined when there is no such persona; `phoneCode` stands for the code of WeChat's phone button */
  logIn(id: unknown): { token: string; person: PersonaCard; phoneCode?: string } | undefined {
    const persona = this.personas.find((candidate) => candidate.id === id)
    if (!persona) return undefined
    const openid = persona.fresh ? `${persona.id}~${randomBytes(9).toString('hex')}` : persona.openid!
    const text = Buffer.from(openid).toString('base64url')
    const person = this.cards().find((card) => card.id === id)!
    return { token: `${text}.${this.sign(text)}`, person, phoneCode: persona.phone && 'local-phone' }
  }

  /** The openid of an `Authorization: Bearer` header, if its token is ours. */
  openidOf(authorization: string | undefined): string | undefined {
    const [text = '', signature = ''] = (authorization ?? '').replace(/^Bearer /, '').split('.')
    const expected = Buffer.from(this.sign(text))
    const given = Buffer.from(signature)
    const ours = expected.length === given.length && timingSafeEqual(expected, given)
    return ours ? Buffer.from(text, 'base64url').toString() : undefined
  }

  phoneOf(openid: string): string | undefined {
    return this.personas.find((persona) => persona.openid === openid || isFresh(persona, openid))?.phone
  }

  private sign(text: string): string {
    return createHmac('sha256', this.secret).update(`token ${text}`).digest('base64url')
  }
}

function isFresh(persona: Persona, openid: string): boolean {
  return persona.fresh === true && openid.startsWith(`${persona.id}~`)
}
