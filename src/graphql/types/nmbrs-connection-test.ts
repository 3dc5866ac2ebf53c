/** What a test of a link to Nmbrs found. */
import { isReady, type LinkRight } from '../../core/connection.ts'
import { callPurpose, connectionAdvice, type NextStep } from '../../core/texts/connection-advice.ts'
import { builder } from '../builder.ts'
import { localeArguments } from './locale.ts'
import { NmbrsCompany } from './nmbrs-link-parts.ts'

type NmbrsEmployeeTypeShape = { id: number; description: string; staff: boolean }

const NmbrsEmployeeType = builder.objectRef<NmbrsEmployeeTypeShape>('NmbrsEmployeeType').implement({
  fields: (t) => ({
    id: t.exposeInt('id'),
    description: t.exposeString('description'),
    staff: t.exposeBoolean('staff', { description: 'Whether it reads as staff, now or before.' }),
  }),
})

const NmbrsRight = builder.objectRef<LinkRight>('NmbrsRight').implement({
  description: 'One call of the Nmbrs API user template, and whether the account may use it.',
  fields: (t) => ({
    service: t.exposeString('service'),
    call: t.exposeString('call'),
    purpose: t.string({
      description: 'What the call is for, in a few words.',
      args: localeArguments,
      resolve: ({ call }, { locale }) => callPurpose(call, locale ?? 'nl'),
    }),
    allowed: t.exposeBoolean('allowed'),
    required: t.exposeBoolean('required'),
  }),
})

type NmbrsConnectionTestShape = {
  domain: string | null
  companies: { id: number; number: number; name: string; chamberOfCommerceNumber: string | null }[]
  companyId: number | null
  employeeTypes: NmbrsEmployeeTypeShape[]
  rights: LinkRight[]
  nextStep: NextStep
}

export const NmbrsConnectionTest = builder.objectRef<NmbrsConnectionTestShape>('NmbrsConnectionTest').implement({
  fields: (t) => ({
    ok: t.boolean({
      description:
        'Login works, every required call may be used, and the company (or any, if none was named) can be read.',
      resolve: isReady,
    }),
    domain: t.exposeString('domain', { nullable: true }),
    companies: t.field({ type: [NmbrsCompany], resolve: ({ companies }) => companies }),
    employeeTypes: t.field({ type: [NmbrsEmployeeType], resolve: ({ employeeTypes }) => employeeTypes }),
    rights: t.field({ type: [NmbrsRight], resolve: ({ rights }) => rights }),
    advice: t.stringList({
      description: 'What to do, in plain words and in order; one line that names the next step when all is well.',
      args: localeArguments,
      resolve: (test, { locale }) => connectionAdvice(test, test.nextStep, locale ?? 'nl'),
    }),
  }),
})
