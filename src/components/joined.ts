/** Short facts side by side on a line; where the line wraps no dot stands at its beginning. What is missing is left out. */
export const joined = (facts: readonly (string | false | undefined)[]): string => facts.filter(Boolean).join('\u00a0· ')
