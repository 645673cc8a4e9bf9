/** A whole number as typed, or none; eight digits at most. */
export const wholeOf = (typed: string): number | undefined =>
  /^\d{1,8}$/.test(typed.trim()) ? Number(typed) : undefined
