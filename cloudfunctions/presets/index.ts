/** What a place chooses at set-up, as data. Scheme presets (考评方案) of the five places come with the assessment. */

export interface Preset {
  /** Letters that begin a case number: LS-260722-7K3F. */
  prefix: string
  name: string
}

/** By county code. */
const presets: Record<string, Preset> = {
  '411521': { prefix: 'LS', name: '罗山县' },
  '140830': { prefix: 'RC', name: '芮城县' },
  '445321': { prefix: 'XX', name: '新兴县' },
  '141124': { prefix: 'LX', name: '临县' },
  '411104': { prefix: 'ZL', name: '召陵区' },
}

/** The preset of the county an area chain begins with; a county without one gets its code's last digits as prefix. */
export function presetOf(areas: readonly string[]): Preset {
  const county = areas[0] ?? ''
  return presets[county] ?? { prefix: `X${county.slice(-2)}`, name: county }
}
