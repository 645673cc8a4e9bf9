/** A certificate as a picture to keep and print: every field of it, its number, and the code by which anybody checks it. Pure. */
import type { Certificate } from '#types/service'
import { squaresOf } from '@/components/qr-code/squares'
import { certificateWords as words } from '@/copy/service'
import type { Drawing, Shape } from '@/platform/contract'

const width = 750
const edge = 36
const left = 72
const most = width - 2 * left
const labelWide = 170
const ink = '#1f1b18'
const grey = '#635b53'
const red = '#b8301f'
const lineColour = '#e6dfd5'

/** Nothing more is listed below this: phones draw no picture that is much higher. The sum is of all. */
const lowestService = 3200

/** How wide a text is, in its own type size: a Chinese character is square, anything else takes a little more than half. */
const wideOf = (text: string) => [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 1 : 0.62), 0)

/** Breaks a text into lines no wider than `room`, at any character. */
export function linesOf(text: string, size: number, room: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const letter of text) {
    if (line && wideOf(line + letter) * size > room) {
      lines.push(line)
      line = ''
    }
    line += letter
  }
  return line ? [...lines, line] : lines
}

/** Draws from the top down; knows how far it has come. */
class Sheet {
  readonly shapes: Shape[] = []
  y = 0

  down(by: number): void {
    this.y += by
  }

  words(text: string, size: number, more: Partial<Extract<Shape, { kind: 'words' }>> = {}): void {
    this.shapes.push({ kind: 'words', x: left, y: this.y, text, size, colour: ink, most, ...more })
  }

  centred(text: string, size: number, more: Partial<Extract<Shape, { kind: 'words' }>> = {}): void {
    for (const line of linesOf(text, size, most)) {
      this.down(size * 1.5)
      this.words(line, size, { x: width / 2, align: 'center', ...more })
    }
  }

  /** A label with its value, which goes on in further lines where it is long. */
  field(label: string, value: string): void {
    const size = 28
    const room = most - labelWide
    this.down(14)
    linesOf(value, size, room).forEach((line, at) => {
      this.down(size * 1.45)
      if (at === 0) this.words(label, size, { colour: grey, most: labelWide - 16 })
      this.words(line, size, { x: left + labelWide, most: room })
    })
  }

  rule(): void {
    this.down(24)
    this.shapes.push({ kind: 'box', x: left, y: this.y, width: most, height: 2, colour: lineColour })
  }

  /** What was done: each activity with its date and hours. */
  services({ services, activities }: Certificate): void {
    const size = 24
    this.down(size * 1.8)
    this.words(words.services, 28, { colour: grey })
    let listed = 0
    for (const { title, date, hours, filledIn } of services) {
      if (this.y > lowestService) break
      listed += 1
      this.down(12)
      for (const line of linesOf(title, size, most)) {
        this.down(size * 1.4)
        this.words(line, size)
      }
      this.down(size * 1.4)
      this.words(words.service(date, hours, filledIn), size, { colour: grey })
    }
    if (activities > listed) {
      this.down(size * 1.8)
      this.words(words.more(activities - listed), size, { colour: grey })
    }
  }

  /** The code to check it by, and beside it who issued it and when. */
  foot({ issuer, issuedOn }: Certificate, link: string): void {
    const wide = 200
    const size = 26
    this.down(32)
    const top = this.y
    const { size: squares, runs } = squaresOf(link)
    const unit = wide / squares
    for (const { x, y, length } of runs) {
      const at = { x: left + x * unit, y: top + y * unit }
      // a hair higher and wider than its square: no white lines between the rows
      this.shapes.push({ kind: 'box', ...at, width: length * unit + 0.3, height: unit + 0.3, colour: '#000000' })
    }
    const x = width - left
    const room = most - wide - 24
    const lines = linesOf(`${words.issuer}：${issuer}`, size, room)
    lines.forEach((line, at) => {
      this.words(line, size, { x, y: top + 80 + at * size * 1.4, align: 'right', most: room })
    })
    this.words(`${words.issuedOn}：${issuedOn}`, size, {
      x,
      y: top + 80 + lines.length * size * 1.4 + 8,
      align: 'right',
      most: room,
    })
    this.y = Math.max(top + wide, top + 80 + (lines.length + 1) * size * 1.4)
  }

  done(): Drawing {
    const height = Math.ceil(this.y + edge + 44)
    return {
      width,
      height,
      shapes: [
        { kind: 'box', x: 0, y: 0, width, height, colour: '#ffffff' },
        {
          kind: 'frame',
          x: edge,
          y: edge,
          width: width - 2 * edge,
          height: height - 2 * edge,
          colour: red,
          line: 3,
        },
        ...this.shapes,
      ],
    }
  }
}

/** @param link what the code says to whoever scans it */
export function drawingOf(certificate: Certificate, link: string): Drawing {
  const { number, name, identity, organization, from, to, hours, activities, demo } = certificate
  const sheet = new Sheet()
  sheet.down(edge + 20)
  sheet.centred(words.title, 46, { bold: true, colour: red })
  sheet.centred(number, 26, { colour: grey })
  if (demo) sheet.centred(words.demo, 26, { colour: red, bold: true })
  sheet.rule()
  sheet.field(words.name, name)
  sheet.field(words.identity, identity)
  sheet.field(words.organization, organization)
  sheet.field(words.period, `${from} ${words.until(to)}`)
  sheet.field(words.sum, words.sumOf(hours, activities))
  sheet.rule()
  sheet.services(certificate)
  sheet.rule()
  sheet.foot(certificate, link)
  sheet.centred(words.scan, 24)
  sheet.centred(words.scanMore, 22, { colour: grey })
  sheet.centred(words.basis, 20, { colour: grey })
  return sheet.done()
}
