/** QR codes as squares and as pictures, drawn on the phone. Pure. */
import { encode } from 'uqr'

/** A run of black squares in one row, in squares from the top left corner. */
export interface Run {
  x: number
  y: number
  length: number
}

/** The black squares of a text's code, with the four squares of margin that readers need. */
export function squaresOf(text: string): { size: number; runs: Run[] } {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const runs: Run[] = []
  data.forEach((row, y) => {
    let from = -1
    for (let x = 0; x <= size; x++) {
      if (row[x] && from < 0) from = x
      if (!row[x] && from >= 0) {
        runs.push({ x: from, y, length: x - from })
        from = -1
      }
    }
  })
  return { size, runs }
}

/** An address that an Image can show: black on white, sharp at any size. */
export function codePicture(text: string): string {
  const { size, runs } = squaresOf(text)
  const path = runs.map(({ x, y, length }) => `M${x} ${y}h${length}v1h-${length}z`).join('')
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="560" height="560" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
