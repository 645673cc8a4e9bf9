/** Days and times of day as the county keeps them: Asia/Shanghai, UTC+8 all year round since 1991, whatever the machine's zone. */

const offsetMs = 8 * 3_600_000

/** ISO text whose date and time of day are those in Shanghai. */
const inShanghai = (instant: Date) => new Date(instant.getTime() + offsetMs).toISOString()

/** The business date of an instant, `YYYY-MM-DD`. */
export const businessDate = (instant: Date): string => inShanghai(instant).slice(0, 10)

/** The time of day of an instant, `HH:MM`. */
export const timeOfDay = (instant: Date): string => inShanghai(instant).slice(11, 16)

/** The instant of a business date's time of day, its beginning where no time is given. */
export const instantAt = (date: string, time = '00:00'): Date => new Date(`${date}T${time}:00+08:00`)
