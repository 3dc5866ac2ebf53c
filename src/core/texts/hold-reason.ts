/** Why a run is held for a person to look at, in words. */
import type { DecimalText } from '../employee.ts'
import type { FieldCode } from '../participant.ts'
import { fieldLabel, type Locale } from './index.ts'

/** A limit of the settings that a plan goes over: of `active` participants, `people` would leave or lose a field. */
export type HoldReason = { people: number; active: number; limitPercent: DecimalText } & (
  | { rule: 'LEAVERS' }
  | { rule: 'EMPTIED'; field: FieldCode }
)

export const holdReasonText = (reasons: readonly HoldReason[], locale: Locale): string =>
  reasons.map((reason) => sentences[locale](reason)).join(' ')

const sentences: Record<Locale, (reason: HoldReason) => string> = {
  nl: (reason) => {
    const share = `${reason.people} van de ${reason.active} actieve deelnemers`
    const limit = `de grens is ${Number(reason.limitPercent).toLocaleString('nl')} %`
    return reason.rule === 'LEAVERS'
      ? `Bij deze synchronisatie zouden ${share} uit dienst gaan; ${limit}.`
      : `Bij deze synchronisatie zou ${fieldLabel(reason.field, 'nl')} bij ${share} leeg worden; ${limit}.`
  },
  en: (reason) => {
    const share = `${reason.people} of the ${reason.active} active participants`
    const limit = `the limit is ${Number(reason.limitPercent).toLocaleString('en')}%`
    return reason.rule === 'LEAVERS'
      ? `In this sync ${share} would leave; ${limit}.`
      : `In this sync ${fieldLabel(reason.field, 'en')} of ${share} would become empty; ${limit}.`
  },
}
