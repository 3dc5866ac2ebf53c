/** The words of this page in the language of the reader. Words about the data come from the API, in the same language. */
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { en } from './en.ts'
import type { Locale } from './locale.ts'
import { nl, type Texts } from './nl.ts'

const catalogues: Record<Locale, Texts> = { nl, en }

export const LocaleContext = createContext<Locale>('nl')

export const useLocale = (): Locale => useContext(LocaleContext)
export const useTexts = (): Texts => catalogues[useLocale()]
