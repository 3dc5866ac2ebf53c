/** Above every screen: the name, who is signed in, language, theme, and the way to the playground. */
import type { ViewerQuery } from '../../generated/web-operations.ts'
import { themes, useThemePreference } from '../preferences.ts'
import { companiesPath, playgroundPath } from '../routes.ts'
import { useLocale, useTexts } from '../texts/context.ts'
import { type Locale, locales } from '../texts/locale.ts'

type HeaderProps = {
  viewer: ViewerQuery['viewer'] | null
  /** The number of the company that is looked at, which goes along to the playground. */
  company?: string | null
  onSignOut: (() => void) | null
  onLocale(locale: Locale): void
}

export function Header({ viewer, company = null, onSignOut, onLocale }: HeaderProps) {
  const texts = useTexts()
  return (
    <header>
      <button type="button" class="skip" onClick={() => document.getElementById('content')?.focus()}>
        {texts.header.skip}
      </button>
      <a class="brand" href={companiesPath()}>
        <img src={new URL('../icon.svg', import.meta.url).href} alt="" width="28" height="28" />
        EBlinC <span>Nmbrs</span>
      </a>
      <nav aria-label={texts.header.settings}>
        {viewer?.role === 'HELPDESK' && <a href={playgroundPath(company)}>{texts.header.playground}</a>}
        <LocaleSwitch onLocale={onLocale} />
        <ThemeChoice />
        {viewer && onSignOut && (
          <span class="viewer">
            {viewer.name ?? viewer.subject} · {texts.roles[viewer.role]}
            <button type="button" onClick={onSignOut}>
              {texts.header.signOut}
            </button>
          </span>
        )}
      </nav>
    </header>
  )
}

/** Each language is called by its own name, for who does not read the other. */
const languageNames: Record<Locale, string> = { nl: 'Nederlands', en: 'English' }

function LocaleSwitch({ onLocale }: Pick<HeaderProps, 'onLocale'>) {
  const locale = useLocale()
  return locales
    .filter((other) => other !== locale)
    .map((other) => (
      <button type="button" lang={other} key={other} onClick={() => onLocale(other)}>
        {languageNames[other]}
      </button>
    ))
}

function ThemeChoice() {
  const texts = useTexts()
  const [theme, setTheme] = useThemePreference()
  return (
    <label>
      <span class="unseen">{texts.header.theme}</span>
      <select
        value={theme}
        onChange={(event) => setTheme(themes.find((known) => known === event.currentTarget.value) ?? theme)}
      >
        {themes.map((known) => (
          <option value={known} key={known}>
            {texts.themes[known]}
          </option>
        ))}
      </select>
    </label>
  )
}
