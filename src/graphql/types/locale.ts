import { locales } from '../../core/texts/index.ts'
import { builder } from '../builder.ts'

const Locale = builder.enumType('Locale', { values: locales })

/** The argument of every field that gives words. */
export const localeArguments = builder.args((t) => ({ locale: t.field({ type: Locale, defaultValue: 'nl' }) }))
