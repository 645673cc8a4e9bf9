import type { Drawing, Shape } from './contract'

/** The part of a 2d context that both platforms have. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  'scale' | 'fillRect' | 'strokeRect' | 'fillText' | 'fillStyle' | 'strokeStyle' | 'lineWidth' | 'font' | 'textAlign'
>

/** Phones draw no canvas that is higher. */
const highest = 4096

/** Pixels for each unit of a drawing: two, fewer when it would grow too high. */
export const sharpness = ({ height }: Drawing): number => Math.min(2, highest / height)

function put(pen: Pen, shape: Shape): void {
  if (shape.kind === 'words') {
    pen.fillStyle = shape.colour
    pen.font = `${shape.bold ? 'bold ' : ''}${shape.size}px sans-serif`
    pen.textAlign = shape.align ?? 'left'
    pen.fillText(shape.text, shape.x, shape.y, shape.most)
    return
  }
  const { x, y, width, height, colour } = shape
  if (shape.kind === 'box') {
    pen.fillStyle = colour
    pen.fillRect(x, y, width, height)
    return
  }
  pen.strokeStyle = colour
  pen.lineWidth = shape.line
  pen.strokeRect(x, y, width, height)
}

/** Puts every shape on a canvas that is `sharpness` times as large as the drawing. */
export function paint(pen: Pen, drawing: Drawing): void {
  pen.scale(sharpness(drawing), sharpness(drawing))
  for (const shape of drawing.shapes) put(pen, shape)
}
