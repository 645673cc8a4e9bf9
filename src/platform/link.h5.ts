import type { Link } from './contract'
import { places } from './go'

export const { certificateLink }: Link = {
  certificateLink: (number) => `${window.location.origin}${window.location.pathname}#${places.verify}?number=${number}`,
}
