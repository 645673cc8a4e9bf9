import { codePicture, squaresOf } from '../../../src/components/qr-code/squares'
import { drawingOf, linesOf } from '../../../src/packages/activity/certificate/drawing'
import type { Shape } from '../../../src/platform/contract'
import { paint, sharpness } from '../../../src/platform/paint'
import type { Certificate } from '../../../types/service'

const service = { title: '清理村口河道', date: '2026-11-26', hours: 2, filledIn: false }
const certificate: Certificate = {
  number: 'ZY-261126-7K3F9QW2HM',
  name: '王秀英',
  identity: '手机 138****5678',
  organization: '田堰村志愿服务队',
  services: [service, { ...service, title: '义务植树', hours: 1.5, filledIn: true }],
  activities: 2,
  hours: 3.5,
  from: '2026-01-01',
  to: '2026-11-26',
  issuer: '田堰村民委员会',
  issuedOn: '2026-11-26',
}
const link = 'https://example.cn/#/packages/activity/verify/index?number=ZY-261126-7K3F9QW2HM'

const wordsOf = (shapes: readonly Shape[]) => shapes.flatMap((shape) => (shape.kind === 'words' ? shape.text : []))

/** The edges of what a shape covers; of words as they are when every letter is as wide as it is high. */
function edges(shape: Shape): { left: number; right: number; top: number; bottom: number } {
  if (shape.kind !== 'words') {
    const { x, y, width, height } = shape
    return { left: x, right: x + width, top: y, bottom: y + height }
  }
  const wide = Math.min(shape.most, shape.text.length * shape.size)
  const left = shape.x - wide * { left: 0, center: 0.5, right: 1 }[shape.align ?? 'left']
  return { left, right: left + wide, top: shape.y - shape.size, bottom: shape.y }
}

describe('a certificate as a picture', () => {
  test('bears every field of the rule', () => {
    const said = wordsOf(drawingOf(certificate, link).shapes).join('\n')
    const { services, activities, ...fields } = certificate
    for (const value of Object.values(fields)) expect(said).toContain(String(value))
    for (const { title, date } of services) {
      expect(said).toContain(title)
      expect(said).toContain(date)
    }
    expect(said).toContain('1.5 小时（补录）')
    expect(said).toContain('3.5 小时（2 次）')
    expect(said).not.toContain('演示')
  })

  test('of the demo says that it is worth nothing', () => {
    expect(wordsOf(drawingOf({ ...certificate, demo: true }, link).shapes)).toContain('演示数据，不作证明使用')
  })

  test.each([
    ['as usual', certificate],
    [
      'with long names and fifty services',
      {
        ...certificate,
        name: '阿卜杜热合曼·阿卜杜克里木·买买提艾力',
        organization: '罗山县楠杆镇田堰村老水塘周边环境整治与河道清理志愿服务大队第一分队',
        issuer: '罗山县楠杆镇田堰村老水塘周边环境整治与河道清理志愿服务大队第一分队',
        services: Array.from({ length: 50 }, () => ({ ...service, title: '清'.repeat(60) })),
        activities: 80,
      },
    ],
  ])('%s keeps within its frame, words below words, and no higher than a phone draws', (_, one) => {
    const drawing = drawingOf(one, link)
    for (const shape of drawing.shapes) {
      const { left, right, top, bottom } = edges(shape)
      expect(left).toBeGreaterThanOrEqual(0)
      expect(top).toBeGreaterThanOrEqual(0)
      expect(right).toBeLessThanOrEqual(drawing.width)
      expect(bottom).toBeLessThanOrEqual(drawing.height)
    }
    expect(drawing.height * sharpness(drawing)).toBeLessThanOrEqual(4096)
    expect(sharpness(drawing)).toBeGreaterThanOrEqual(1)
    const listed = wordsOf(drawing.shapes).filter(
      (text) => text.startsWith(service.date) && text.includes('小时'),
    ).length
    const rest = `另有 ${one.activities - listed} 次，已计入总时长`
    expect(wordsOf(drawing.shapes).includes(rest)).toBe(one.activities > listed)
  })

  test('lines break before they are too wide, and lose no letter', () => {
    const text = '田堰村志愿服务队ABCDEFGH第一分队'
    const lines = linesOf(text, 20, 100)
    expect(lines.join('')).toBe(text)
    expect(lines[0]).toBe('田堰村志愿')
    expect(linesOf('', 20, 100)).toEqual([])
  })

  test('is painted shape by shape', () => {
    const done: string[] = []
    const pen = {
      ...{ fillStyle: '', strokeStyle: '', lineWidth: 0, font: '', textAlign: 'left' as const },
      scale: (x: number) => done.push(`scale ${x}`),
      fillRect: () => done.push('box'),
      strokeRect: () => done.push('frame'),
      fillText: (text: string) => done.push(text),
    }
    const drawing = drawingOf(certificate, link)
    paint(pen as never, drawing)
    expect(done[0]).toBe('scale 2')
    expect(done.slice(1)).toHaveLength(drawing.shapes.length)
    expect(done).toContain(certificate.number)
  })
})

describe('a code in squares', () => {
  test('has its three corners, its margin, and one run for each stretch of black', () => {
    const { size, runs } = squaresOf('sandan:activity:a1:0123456789abcdef')
    const corner = (x: number, y: number) => runs.some((run) => run.x === x && run.y === y && run.length === 7)
    expect([corner(4, 4), corner(size - 11, 4), corner(4, size - 11)]).toEqual([true, true, true])
    expect(Math.min(...runs.map(({ x }) => x))).toBe(4)
    expect(Math.max(...runs.map(({ x, length }) => x + length))).toBe(size - 4)
  })

  test('becomes an address of moderate length that an Image can show', () => {
    const picture = codePicture('sandan:activity:0123456789abcdef0123456789abcdef:0123456789abcdef')
    expect(picture.startsWith('data:image/svg+xml,%3Csvg')).toBe(true)
    expect(picture.length).toBeLessThan(12_000)
  })
})
