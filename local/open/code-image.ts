import { crc32, deflateSync } from 'node:zlib'
import { encode } from 'uqr'

/** Pixels a module. */
const scale = 6

/** Draws a QR code of a text as a black-and-white PNG (4 modules of margin). */
export function codeImage(text: string): Buffer {
  const { data, size } = encode(text, { border: 4 })
  const side = size * scale
  const rows = Buffer.alloc(side * (side + 1), 255)
  for (let y = 0; y < side; y++) {
    const start = y * (side + 1)
    rows[start] = 0
    for (let x = 0; x < side; x++) if (data[Math.floor(y / scale)]![Math.floor(x / scale)]) rows[start + 1 + x] = 0
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header[8] = 8
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(content.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}
