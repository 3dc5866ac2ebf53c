/** What to do about a link to Nmbrs that does not work yet, in plain words. */
import { failureMessage, type Locale } from './index.ts'

type TestedConnection = {
  companies: readonly unknown[]
  rights: readonly { service: string; call: string; allowed: boolean; required: boolean }[]
}

const words = {
  nl: {
    noCompany: 'Het account ziet geen enkel bedrijf. Zet in Nmbrs het filter van het account op het juiste bedrijf.',
    moreCompanies: 'Het account ziet meer dan één bedrijf. De koppeling is per bedrijf: kies er een.',
  },
  en: {
    noCompany: 'The account sees no company at all. Set the filter of the account in Nmbrs to the right company.',
    moreCompanies: 'The account sees more than one company. The link is per company: choose one.',
  },
} as const satisfies Record<Locale, object>

/** One sentence per thing to do; empty when all is well. */
export const connectionAdvice = ({ companies, rights }: TestedConnection, locale: Locale): string[] => [
  ...(companies.length === 0 ? [words[locale].noCompany] : []),
  ...(companies.length > 1 ? [words[locale].moreCompanies] : []),
  ...rights
    .filter((right) => right.required && !right.allowed)
    .map(({ service, call }) => failureMessage({ code: 'CALL_NOT_ALLOWED', call: `${service}.${call}` }, locale)),
]
