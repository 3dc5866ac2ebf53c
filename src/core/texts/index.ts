/** Facts in words, in Dutch or English. What is stored are facts; the words are made when they are read. */
import type { IsoDate } from '../employee.ts'
import type { EnrolmentReason } from '../enrolment.ts'
import type { SyncFailure } from '../failure.ts'
import type { SignalCode, SignalDetails } from '../findings.ts'
import type { FieldChange, FieldCode, MutationKind, SchemeCode } from '../participant.ts'
import { en } from './en.ts'
import { type Catalogue, nl } from './nl.ts'

export const locales = ['nl', 'en'] as const
export type Locale = (typeof locales)[number]

const catalogues: Record<Locale, Catalogue> = { nl, en }

export const kindLabel = (kind: MutationKind, locale: Locale): string => catalogues[locale].kinds[kind]
export const fieldLabel = (code: FieldCode, locale: Locale): string => catalogues[locale].fields[code]
export const schemeName = (code: SchemeCode, locale: Locale): string => catalogues[locale].schemes[code]
export const failureMessage = (failure: SyncFailure, locale: Locale): string =>
  catalogues[locale].failures[failure.code](failure)

export function signalMessage(
  signal: { code: SignalCode; employeeNumber: number | null; details: SignalDetails },
  locale: Locale,
): string {
  const words = catalogues[locale]
  const fieldLabel = signal.details.field ? words.fields[signal.details.field] : null
  return words.signals[signal.code]({ ...signal.details, employeeNumber: signal.employeeNumber, fieldLabel })
}

export function enrolmentReason(reason: EnrolmentReason, locale: Locale): string {
  const inWords = catalogues[locale].enrolmentReasons[reason.code] as (reason: EnrolmentReason) => string
  return inWords(reason)
}

export type MutationFacts = {
  kind: MutationKind
  changes: readonly FieldChange[]
  effectiveDate: IsoDate
  scheme: SchemeCode | null
}

/** One line to read, e.g. "Salaris: 3.450,00 → 3.600,00". */
export function mutationSummary({ kind, changes, effectiveDate, scheme }: MutationFacts, locale: Locale): string {
  const words = catalogues[locale]
  const date = formatDate(effectiveDate, locale)
  const schemeInWords = scheme ? words.schemes[scheme] : ''
  switch (kind) {
    case 'JOINED':
      return words.joined(date)
    case 'LEFT':
      return words.left(date)
    case 'REJOINED':
      return words.rejoined(date)
    case 'ENROLLED':
      return words.enrolled(schemeInWords, date)
    case 'ENROLMENT_ENDED':
      return words.enrolmentEnded(schemeInWords, date)
    case 'SALARY':
      return `${words.kinds.SALARY}: ${arrow(salaryToShow(changes), locale)}`
    default:
      return changes.length > 0 ? `${words.kinds[kind]}: ${listed(changes, kind, locale)}` : words.kinds[kind]
  }
}

/** The amount that changed, the full-time one first; otherwise whatever did. */
const salaryToShow = (changes: readonly FieldChange[]): FieldChange | undefined =>
  changes.find((change) => change.field === 'FULL_TIME_SALARY') ??
  changes.find((change) => change.field === 'PART_TIME_SALARY') ??
  changes[0]

function listed(changes: readonly FieldChange[], kind: MutationKind, locale: Locale): string {
  const words = catalogues[locale]
  const [only] = changes
  if (only && changes.length === 1 && words.fields[only.field] === words.kinds[kind]) return arrow(only, locale)
  return changes.map((change) => `${lowerCased(words.fields[change.field])} ${arrow(change, locale)}`).join('; ')
}

function arrow(change: FieldChange | undefined, locale: Locale): string {
  if (!change) return ''
  if (isErased(change)) return catalogues[locale].erased
  return `${changedValue(change, 'oldValue', locale)} → ${changedValue(change, 'newValue', locale)}`
}

const isErased = ({ oldValue, newValue }: FieldChange): boolean => oldValue === null && newValue === null

/** One of the values of a change, as a person reads it. */
export const changedValue = (change: FieldChange, which: 'oldValue' | 'newValue', locale: Locale): string =>
  isErased(change) ? catalogues[locale].erased : fieldValue(change.field, change[which], locale)

/** A field's value in canonical text as a person reads it, e.g. "3450.00" as "3.450,00", and null as "leeg". */
function fieldValue(field: FieldCode, value: string | null, locale: Locale): string {
  const words = catalogues[locale]
  if (value === null) return words.empty
  if (codedFields.has(field)) return words.values[value] ?? value
  if (field.endsWith('_DATE') || field.startsWith('EMPLOYED_')) return formatDate(value, locale)
  if (decimalFields.has(field)) return formatDecimal(value, locale)
  return value
}

const codedFields: ReadonlySet<FieldCode> = new Set([
  'NAME_USAGE',
  'GENDER',
  'MARITAL_STATUS',
  'SALARY_KIND',
  'SALARY_PERIOD',
] as const)

const decimalFields: ReadonlySet<FieldCode> = new Set([
  'FULL_TIME_SALARY',
  'PART_TIME_SALARY',
  'HOURS_PER_WEEK',
  'PART_TIME_PERCENTAGE',
] as const)

/** A field's name within a sentence; an abbreviation such as IBAN keeps its capitals. */
export const lowerCased = (label: string): string =>
  label === label.toUpperCase() ? label : label.charAt(0).toLowerCase() + label.slice(1)

/** "3450.00" → "3.450,00" or "3,450.00": exact, digit for digit. */
function formatDecimal(value: string, locale: Locale): string {
  const [whole = '', fraction = ''] = value.split('.')
  const [group, point] = locale === 'nl' ? ['.', ','] : [',', '.']
  return `${whole.replaceAll(/\B(?=(\d{3})+$)/g, group)}${point}${fraction}`
}

/** "2026-11-23" → "23-11-2026" in Dutch; English keeps the ISO date. */
export const formatDate = (date: IsoDate, locale: Locale): string =>
  locale === 'nl' ? date.split('-').reverse().join('-') : date
