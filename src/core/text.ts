/** To bring marks upon a letter in order takes time by the square of their number: no real text has anywhere near so many. */
const longestNormalised = 2_000 // characters

/** Text as a person typed it in the payroll package, made comparable: trimmed, inner spaces collapsed, blank is empty. */
export function clean(text: string | null): string | null {
  const normalised = text && text.length > longestNormalised ? text : text?.normalize('NFC')
  const cleaned = normalised?.replaceAll(/\s+/gu, ' ').trim()
  return cleaned ? cleaned : null
}

/** Whether a database can keep a text as it is: one with a NUL, or with half of a character, it cannot. */
export const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\0')
