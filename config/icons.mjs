/**
 * Draws the tab icons (81 × 81 PNG, the size WeChat asks for) from plain shapes, so that no foreign asset is in the tree.
 * Run once after a change: `node config/icons.mjs`; the PNGs in src/assets are committed.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { crc32, deflateSync } from 'node:zlib'

const SIZE = 81
const SAMPLES = 4

/** A rectangle with corner radius r. */
const box =
  (x, y, w, h, r = 0) =>
  (px, py) => {
    const dx = Math.max(x + r - px, px - (x + w - r), 0)
    const dy = Math.max(y + r - py, py - (y + h - r), 0)
    return px >= x && px <= x + w && py >= y && py <= y + h && dx * dx + dy * dy <= r * r + 1e-9 + (r === 0 ? 1e9 : 0)
  }
const disc = (cx, cy, r) => (px, py) => (px - cx) ** 2 + (py - cy) ** 2 <= r * r
const roof = (cx, top, base, half) => (px, py) =>
  py >= top && py <= base && Math.abs(px - cx) <= ((py - top) / (base - top)) * half
/** A five-pointed star standing on two points. */
const star = (cx, cy, outer, inner) => {
  const corners = Array.from({ length: 10 }, (_, n) => {
    const [r, angle] = [n % 2 ? inner : outer, (n * Math.PI) / 5 - Math.PI / 2]
    return [cx + r * Math.cos(angle), cy + r * Math.sin(angle)]
  })
  return (px, py) =>
    corners.reduce((inside, [x, y], n) => {
      const [a, b] = corners[(n + 9) % 10]
      return y > py !== b > py && px < ((a - x) * (py - y)) / (b - y) + x ? !inside : inside
    }, false)
}
const either =
  (...shapes) =>
  (px, py) =>
    shapes.some((shape) => shape(px, py))
const without =
  (shape, ...holes) =>
  (px, py) =>
    shape(px, py) && !holes.some((hole) => hole(px, py))

const ICONS = {
  home: without(either(roof(40.5, 12, 42, 34), box(18, 38, 45, 31, 4)), box(34, 48, 13, 22)),
  cases: without(box(17, 12, 47, 58, 6), box(26, 26, 29, 5), box(26, 39, 29, 5), box(26, 52, 18, 5)),
  points: without(disc(40.5, 40.5, 30), star(40.5, 41.5, 21, 8.5)),
  me: either(disc(40.5, 27, 15), without(disc(40.5, 74, 28), box(0, 70, 81, 40))),
}
const COLOURS = { '': [0x63, 0x5b, 0x53], '-on': [0xb8, 0x30, 0x1f] }

const chunk = (type, body) => {
  const head = Buffer.from(type, 'latin1')
  const out = Buffer.alloc(12 + body.length)
  out.writeUInt32BE(body.length, 0)
  head.copy(out, 4)
  body.copy(out, 8)
  out.writeUInt32BE(crc32(Buffer.concat([head, body])), 8 + body.length)
  return out
}

function png(shape, [r, g, b]) {
  const rows = Buffer.alloc(SIZE * (1 + SIZE * 4))
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      let hits = 0
      for (let i = 0; i < SAMPLES * SAMPLES; i++) {
        if (shape(x + ((i % SAMPLES) + 0.5) / SAMPLES, y + (Math.floor(i / SAMPLES) + 0.5) / SAMPLES)) hits++
      }
      rows.set([r, g, b, Math.round((hits / SAMPLES ** 2) * 255)], y * (1 + SIZE * 4) + 1 + x * 4)
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(SIZE, 0)
  header.writeUInt32BE(SIZE, 4)
  header.set([8, 6, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const out = new URL('../src/assets/', import.meta.url)
mkdirSync(out, { recursive: true })
for (const [name, shape] of Object.entries(ICONS)) {
  for (const [suffix, colour] of Object.entries(COLOURS))
    writeFileSync(new URL(`${name}${suffix}.png`, out), png(shape, colour))
}
