/** How personal data looks to those who needn't see it whole (domain.md §2, visibility). */

/** 张三 → 张*, 欧阳明明 → 欧***: the first character stays; an empty name stays empty. */
export function maskName(name: string): string {
  const [first = '', ...rest] = Array.from(name)
  return first + '*'.repeat(rest.length)
}

/** 13812345678 → 138****5678; shorter numbers keep their last two digits. */
export function maskPhone(phone: string): string {
  if (phone.length < 9) return '*'.repeat(Math.max(phone.length - 2, 0)) + phone.slice(-2)
  return phone.slice(0, 3) + '*'.repeat(phone.length - 7) + phone.slice(-4)
}

/** 3组 27号 → 3组 **号: the digits of a house number vanish, the group stays readable. */
export function maskHouseNumber(number: string): string {
  const groupEnd = /[组队社]/.exec(number)?.index ?? -1
  return number.slice(0, groupEnd + 1) + number.slice(groupEnd + 1).replace(/\d/g, '*')
}
