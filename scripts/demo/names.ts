/** Names and numbers of people who don't exist: given names are solar terms, crops and weather; numbers are 139 0000 0001 on. */
import type { Random } from './random'

const surnames = [...'田陈李王张刘周吴郑杨黄胡徐朱何罗余方熊程']
const givenNames = (
  '立春 雨水 惊蛰 春分 清明 谷雨 立夏 小满 芒种 夏至 小暑 大暑 立秋 处暑 白露 秋分 寒露 霜降 立冬 小雪 大雪 冬至 小寒 大寒 ' +
  '麦穗 稻香 豆花 荷风 菱角 茶山 板栗 银杏 桑叶 棉朵 晨曦 晚霞 朝露 初晴 微雨 长虹 新月 满星 南风 北雁'
).split(' ')

export const surname = (random: Random) => random.pick(surnames)

/** A maker of full names that gives nobody in one village the name of another; counts on when the names run out. */
export function namesOf(random: Random): (family: string) => string {
  const taken = new Set<string>()
  return (family) => {
    const first = random.between(0, givenNames.length - 1)
    for (let step = 0; ; step++) {
      const given = givenNames[(first + step) % givenNames.length]!
      const generation = step < givenNames.length ? '' : '一二三四五六七八九'[Math.floor(step / givenNames.length) - 1]!
      const name = family + generation + given
      if (!taken.has(name)) {
        taken.add(name)
        return name
      }
    }
  }
}

/** Numbers in order from 139 0000 0001: eight digits of counting are room for a county. */
export function phonesFrom(first: number): () => string {
  let number = first
  return () => `139${String(number++).padStart(8, '0')}`
}
