import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { csvCells, parseCsv, parseDivisions, placeName } from '../../../cloudfunctions/domain/area'

test.each([
  ['钓鱼台村民委员会', '钓鱼台村'],
  ['二郎村村民委员会', '二郎村'],
  ['新村村委会', '新村'],
  ['三村村民委员会', '三村'],
  ['中庄村委会', '中庄村'],
  ['赵园社区居民委员会', '赵园社区'],
  ['白文居委会', '白文社区'],
  ['汾河路社区', '汾河路社区'],
  ['楠杆镇', '楠杆镇'],
])('the committee of %s is at %s', (committee, place) => {
  expect(placeName(committee)).toBe(place)
})

describe('CSV', () => {
  test('splits at commas outside of quotation marks', () => {
    expect(csvCells('a,"b,c","d ""e""",')).toEqual(['a', 'b,c', 'd "e"', ''])
    expect(csvCells('')).toEqual([''])
  })

  test('gives back whatever cells were written', () => {
    const cell = fc.string().map((text) => text.replace(/[\r\n]/g, ' '))
    const written = (text: string) => (/[",]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text)
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 8 }), (cells) => {
        expect(csvCells(cells.map(written).join(','))).toEqual(cells)
      }),
    )
  })

  test('reads lines with any ends and a byte order mark', () => {
    expect(parseCsv('\ufeffa,b\r\n1,2\n\n3,4\r')).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ])
  })
})

describe("the bureau's table", () => {
  const file = readFileSync(path.join(__dirname, '../../../scripts/demo/luoshan.csv'), 'utf8')

  test('of a county gives its areas, every parent before its children', () => {
    const divisions = parseDivisions(file)
    expect(divisions).toHaveLength(file.trim().split('\n').length - 1)
    const seen = new Set<string>()
    for (const { code, parent, level } of divisions) {
      expect(level === 'county' || seen.has(parent!)).toBe(true)
      seen.add(code)
    }
    expect(divisions.find(({ code }) => code === '411521208208')).toMatchObject({
      name: '钓鱼台村',
      parent: '411521208',
    })
  })

  test('of a province leaves out what lies above the county, whatever the order of columns and lines', () => {
    const text =
      'name,level,code,parent\n某村委会,village,411521105201,411521105\n楠杆镇,town,411521105,411521\n罗山县,county,411521,4115\n信阳市,city,4115,41'
    expect(parseDivisions(text)).toEqual([
      { code: '411521', level: 'county', name: '罗山县', line: 4 },
      { code: '411521105', level: 'town', name: '楠杆镇', parent: '411521', line: 3 },
      { code: '411521105201', level: 'village', name: '某村', parent: '411521105', line: 2 },
    ])
  })
})
