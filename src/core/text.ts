/** Text as a person typed it in the payroll package, made comparable: trimmed, inner spaces collapsed, blank is empty. */
export function clean(text: string | null): string | null {
  const cleaned = text?.normalize('NFC').replaceAll(/\s+/gu, ' ').trim()
  return cleaned ? cleaned : null
}
