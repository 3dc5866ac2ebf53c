import { type SchemeCode as Code, schemeCodes } from '../../core/participant.ts'
import { schemeName } from '../../core/texts/index.ts'
import { builder } from '../builder.ts'
import { SchemeCode } from './enums.ts'
import { localeArguments } from './locale.ts'

/** Schemes that a participant joins by their own choice, so never by default. */
const voluntary: ReadonlySet<Code> = new Set<Code>(['BIJSPAREN', 'ANW_HIAAT', 'WIA_EXCEDENT'])

type SchemeShape = { code: Code }
const SchemeRef = builder.objectRef<SchemeShape>('Scheme')

/** Every company has the same schemes: they are a fixed catalogue, not rows. */
export const schemes: readonly SchemeShape[] = schemeCodes.map((code) => ({ code }))
export const schemeOf = (code: Code): SchemeShape => ({ code })

export const Scheme = builder.node(SchemeRef, {
  id: { resolve: ({ code }) => code },
  isTypeOf: (value) => schemeCodes.some((code) => code === (value as Partial<SchemeShape>).code),
  loadOne: (code) => schemes.find((scheme) => scheme.code === code),
  fields: (t) => ({
    code: t.expose('code', { type: SchemeCode }),
    name: t.string({
      args: localeArguments,
      resolve: ({ code }, { locale }) => schemeName(code, locale ?? 'nl'),
    }),
    voluntary: t.boolean({ resolve: ({ code }) => voluntary.has(code) }),
  }),
})
