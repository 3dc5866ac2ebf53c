/** The schema: every type of the API, put together. */
import { builder } from './builder.ts'
import './scalars.ts'
import './types/error.ts'
import './types/audit-entry.ts'
import './types/viewer.ts'
import './types/company.ts'
import './types/nmbrs-link.ts'
import './types/enrolment.ts'
import './types/enrolment-preview.ts'
import './types/enrolment-rule.ts'
import './types/explanation.ts'
import './types/mutation-feed.ts'
import './types/run-feed.ts'
import './mutations/company.ts'
import './mutations/enrolment.ts'
import './mutations/mail-preference.ts'
import './mutations/nmbrs-link.ts'
import './mutations/participant.ts'
import './mutations/privacy.ts'
import './mutations/sync.ts'

builder.queryType()
builder.mutationType()
builder.subscriptionType()

export const schema = builder.toSchema()
