/** Enums that are also enums of the database. */
import * as enums from '../../generated/prisma/enums.ts'
import { builder } from '../builder.ts'

export const NmbrsLinkStatus = builder.enumType(enums.NmbrsLinkStatus, {
  name: 'NmbrsLinkStatus',
  description:
    'ATTENTION: enabled, but the last night could not be read; attention says what to do (new token, missing right, wrong company).',
})
export const ParticipantStatus = builder.enumType(enums.ParticipantStatus, {
  name: 'ParticipantStatus',
  description:
    'MISSING: no longer in a complete reading of Nmbrs, but without an end date there; never treated as left.',
})
export const NameUsage = builder.enumType(enums.NameUsage, { name: 'NameUsage' })
export const Gender = builder.enumType(enums.Gender, { name: 'Gender' })
export const MaritalStatus = builder.enumType(enums.MaritalStatus, { name: 'MaritalStatus' })
export const SalaryKind = builder.enumType(enums.SalaryKind, { name: 'SalaryKind' })
export const PayrollPeriod = builder.enumType(enums.PayrollPeriod, { name: 'PayrollPeriod' })
export const MutationKind = builder.enumType(enums.MutationKind, {
  name: 'MutationKind',
  description:
    'In dienst, uit dienst, herintreding, naam, persoonsgegevens, contact, adres, bankrekening, salaris, arbeidsduur, personeelsnummer, deelname, einde deelname, samengevoegd.',
})
export const MutationSource = builder.enumType(enums.MutationSource, { name: 'MutationSource' })
export const SchemeCode = builder.enumType(enums.SchemeCode, {
  name: 'SchemeCode',
  description:
    "Old-age pension, partner's pension, additional saving, ANW gap, WIA excess (ouderdomspensioen, nabestaandenpensioen, bijsparen, anw-hiaat, WIA-excedent).",
})
export const SignalSeverity = builder.enumType(enums.SignalSeverity, { name: 'SignalSeverity' })
export const SignalCode = builder.enumType('SignalCode', {
  values: {
    DUPLICATE_EMPLOYEE_NUMBER: { description: 'Two people in Nmbrs with one number: neither is touched.' },
    MISSING_EMPLOYEE_NUMBER: { description: 'An employee in Nmbrs without a number: not created.' },
    POSSIBLE_DUPLICATE: {
      description: 'A participant without (or with another) number looks like the same person.',
    },
    BLANK_PARTNER_NAME: { description: 'Name usage asks for a partner name that is blank: own name used.' },
    WORK_EMAIL_EMPTIED: {
      description: 'The business e-mail address was emptied because it is empty in Nmbrs.',
    },
    UNSUPPORTED_SALARY_KIND: { description: 'Salary set to 0.' },
    NO_SCHEDULE: { description: 'Part-time percentage unknown.' },
    PART_TIME_OVER_100: {},
    MISSING_IN_NMBRS: {},
    EMPLOYEE_NUMBER_CHANGED: {},
    INVALID_VALUE: { description: 'E.g. an IBAN or BSN that fails its check: kept as it was.' },
    NO_LONGER_IN_SCOPE: {
      description: 'a participant who is now a trainee or on-call worker: no longer updated, and not left',
    },
    ENROLMENT_STILL_OPEN: { description: 'left, but an enrolment by hand is still open' },
  } satisfies Record<enums.SignalCode, object>,
})
export const SyncTrigger = builder.enumType(enums.SyncTrigger, { name: 'SyncTrigger' })
export const SyncMode = builder.enumType(enums.SyncMode, {
  name: 'SyncMode',
  description: 'PREVIEW reads and plans but changes nothing.',
})
export const SyncStatus = builder.enumType(enums.SyncStatus, {
  name: 'SyncStatus',
  description: 'SUPERSEDED: a held run that a later run or a manual change has overtaken.',
})
export const SyncStep = builder.enumType(enums.SyncStep, { name: 'SyncStep' })
