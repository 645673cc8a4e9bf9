/** A page of cards to print, cut out and laminate: an A4 sheet of ten, each the size of a bank card. Pure. */

import type { CardPrint } from '#types/card'
import { squaresOf } from '@/components/qr-code/squares'
import { cardsWords } from '@/copy/card'
import type { Drawing, Shape } from '@/platform/contract'
import { qrText } from '../qr-text'

const words = cardsWords.onCard

/** Units of a millimetre. */
const mm = 5
const page = { width: 210 * mm, height: 297 * mm }
const card = { width: 86 * mm, height: 54 * mm }
const columns = 2
const rows = 5
const gap = 4 * mm
const left = (page.width - columns * card.width - (columns - 1) * gap) / 2
const top = (page.height - rows * card.height - (rows - 1) * gap) / 2

const ink = '#1f1b18'
const grey = '#635b53'
const red = '#b8301f'

/** Cards of one sheet. */
export const mostOnSheet = columns * rows

/** One card with its top left corner at x, y: whose it is and what to do at the left, the code at the right. */
function cardAt({ card: { household }, token }: CardPrint, x: number, y: number): Shape[] {
  const pad = 4 * mm
  const side = 36 * mm
  const codeX = x + card.width - pad - side
  const codeY = y + (card.height - side) / 2
  const room = card.width - side - 2.5 * pad
  const { size, runs } = squaresOf(qrText('card', token))
  const unit = side / size
  const line = (text: string, at: number, type: number, colour = ink, bold?: true): Shape => ({
    ...{ kind: 'words', x: x + pad, y: y + at * mm, text, size: type, colour, most: room },
    ...(bold ? { bold } : {}),
  })
  return [
    { kind: 'frame', x, y, ...card, colour: grey, line: 1 },
    line(words.title, 11, 36, red, true),
    line(household.number, 21, 34, ink, true),
    line(household.name, 28, 26),
    line(words.use, 36, 15, grey),
    line(words.use2, 40, 15, grey),
    line(words.lost, 45, 15, grey),
    line(words.lost2, 49, 15, grey),
    ...runs.map(
      (run): Shape => ({
        ...{ kind: 'box', x: codeX + run.x * unit, y: codeY + run.y * unit, colour: '#000000' },
        // a hair higher and wider than its square: no white lines between the rows
        ...{ width: run.length * unit + 0.3, height: unit + 0.3 },
      }),
    ),
  ]
}

/** The sheet of at most {@link mostOnSheet} cards, as large as the paper. */
export function sheetOf(prints: readonly CardPrint[]): Drawing {
  const cards = prints.slice(0, mostOnSheet).flatMap((print, at) => {
    const column = at % columns
    const row = Math.floor(at / columns)
    return cardAt(print, left + column * (card.width + gap), top + row * (card.height + gap))
  })
  return { ...page, shapes: [{ kind: 'box', x: 0, y: 0, ...page, colour: '#ffffff' }, ...cards] }
}
