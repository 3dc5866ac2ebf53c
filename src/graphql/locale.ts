import { type Locale, locales } from '../core/texts/index.ts'

/** The language of a request by its Accept-Language header: the best known one, or Dutch. */
export function localeOf(acceptLanguage: string | null | undefined): Locale {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', quality] = part.split(';q=')
      return { language: tag.trim().toLowerCase().split('-')[0], quality: Number(quality ?? 1) || 0 }
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
  for (const { language } of wanted) for (const locale of locales) if (locale === language) return locale
  return 'nl'
}
