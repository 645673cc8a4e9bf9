/**
 * The browser twin's place picker: a map of squares around a point, so that no map key and no foreign server is needed.
 * A square is 200 m; the arrows move by half the map.
 */
import type { Place } from './contract'

const SIDE = 7
const SQUARE_METRES = 200
const METRES_A_DEGREE = 111_320
/** Where the map starts when nobody says otherwise: the middle of the preset county. */
const START = { longitude: 112.9388, latitude: 28.2282 }

const element = <Tag extends keyof HTMLElementTagNameMap>(tag: Tag, style: string, text = '') => {
  const made = document.createElement(tag)
  made.style.cssText = style
  made.textContent = text
  return made
}

/** The point `east` and `north` squares from a centre. */
export function moved(from: { longitude: number; latitude: number }, east: number, north: number) {
  const latitude = from.latitude + (north * SQUARE_METRES) / METRES_A_DEGREE
  const longitude =
    from.longitude + (east * SQUARE_METRES) / (METRES_A_DEGREE * Math.cos((from.latitude * Math.PI) / 180))
  return { longitude: Number(longitude.toFixed(6)), latitude: Number(latitude.toFixed(6)) }
}

/** Shows the map over the page; gives the chosen place, or nothing when it is closed. */
export function pickOnGrid(around?: Place): Promise<Place | undefined> {
  return new Promise((resolve) => {
    let centre: { longitude: number; latitude: number } = around ?? START
    let chosen = centre
    const cover = element(
      'div',
      'position:fixed;inset:0;z-index:2000;background:#FBF8F3;color:#1F1B18;padding:16px;overflow:auto;font-size:16px',
    )
    cover.setAttribute('role', 'dialog')
    cover.setAttribute('aria-label', '选择地点')
    const map = element(
      'div',
      `display:grid;grid-template-columns:repeat(${SIDE},1fr);gap:2px;max-width:420px;margin:12px auto`,
    )
    const words = element(
      'input',
      'width:100%;max-width:420px;display:block;margin:0 auto;height:48px;font-size:16px;border:1px solid #635B53;border-radius:8px;padding:0 12px;box-sizing:border-box',
    )
    words.id = 'grid-map-address'
    words.placeholder = '这里叫什么，例如：青山组水井旁'
    words.value = around?.address ?? ''
    const where = element('p', 'text-align:center;margin:8px 0')
    const close = (place?: Place) => {
      cover.remove()
      resolve(place)
    }
    const button = (id: string, label: string, tap: () => void, main = false) => {
      const made = element(
        'button',
        `min-height:48px;min-width:64px;margin:4px;padding:0 16px;border-radius:8px;font-size:16px;border:1px solid #B8301F;${main ? 'background:#B8301F;color:#fff' : 'background:#fff;color:#B8301F'}`,
        label,
      )
      made.id = id
      made.onclick = tap
      return made
    }
    const draw = () => {
      const half = Math.floor(SIDE / 2)
      map.replaceChildren(
        ...Array.from({ length: SIDE * SIDE }, (_, at) => {
          const point = moved(centre, (at % SIDE) - half, half - Math.floor(at / SIDE))
          const here = point.longitude === chosen.longitude && point.latitude === chosen.latitude
          const square = element(
            'button',
            `aspect-ratio:1;border:1px solid #E6DFD5;border-radius:4px;background:${here ? '#B8301F' : '#fff'};color:${here ? '#fff' : '#635B53'}`,
            here ? '●' : '',
          )
          square.id = `grid-map-${at}`
          square.setAttribute('aria-label', `东经 ${point.longitude} 北纬 ${point.latitude}${here ? '，已选' : ''}`)
          square.onclick = () => {
            chosen = point
            draw()
          }
          return square
        }),
      )
      where.textContent = `东经 ${chosen.longitude.toFixed(5)}，北纬 ${chosen.latitude.toFixed(5)}，每格 ${SQUARE_METRES} 米`
    }
    const go = (east: number, north: number) => () => {
      centre = moved(centre, east * 3, north * 3)
      draw()
    }
    const row = element('div', 'text-align:center')
    row.append(
      button('grid-map-west', '向西', go(-1, 0)),
      button('grid-map-north', '向北', go(0, 1)),
      button('grid-map-south', '向南', go(0, -1)),
      button('grid-map-east', '向东', go(1, 0)),
    )
    const end = element('div', 'text-align:center;margin-top:12px')
    end.append(
      button('grid-map-cancel', '取消', () => close()),
      button('grid-map-ok', '就选这里', () => close({ ...chosen, address: words.value.trim() }), true),
    )
    chosen = moved(centre, 0, 0)
    draw()
    cover.append(
      element('h2', 'font-size:18px;text-align:center;margin:0', '点一下事情发生的地方'),
      map,
      row,
      where,
      words,
      end,
    )
    document.body.append(cover)
  })
}
