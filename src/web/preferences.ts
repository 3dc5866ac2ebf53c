/** How this reader wants to see the page; kept in this browser. */
import { useEffect, useState } from 'preact/hooks'
import { type Locale, locales } from './texts/locale.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** Dutch unless the reader chose otherwise. Tells the document, for screen readers and hyphenation. */
export function useLocalePreference(): [Locale, (locale: Locale) => void] {
  const [locale, setLocale] = usePreference('locale', locales)
  useEffect(() => {
    document.documentElement.lang = locale
  }, [locale])
  return [locale, setLocale]
}

/** As the reader's system has it, unless chosen otherwise. */
export function useThemePreference(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = usePreference('theme', themes)
  useEffect(() => {
    document.documentElement.dataset.theme = theme
  }, [theme])
  return [theme, setTheme]
}

/** The first of the values is the default. */
function usePreference<const Value extends string>(
  name: string,
  values: readonly [Value, ...Value[]],
): [Value, (value: Value) => void] {
  const [value, setValue] = useState(() => values.find((known) => known === localStorage.getItem(name)) ?? values[0])
  const keep = (chosen: Value) => {
    localStorage.setItem(name, chosen)
    setValue(chosen)
  }
  return [value, keep]
}
