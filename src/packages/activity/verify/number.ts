/** The number of a certificate out of what somebody typed or scanned (the number, the page's address, the code's words). */
export function certificateNumberIn(text: string): string | undefined {
  return /ZY-\d{6}-[2-9A-HJKMNP-Z]{10}(?![\w-])/.exec(text.trim().toUpperCase())?.[0]
}
