/** Two records of one person made one: what the participant who is kept has afterwards. */
import { changedFields } from './diff.ts'
import type { IsoDate } from './employee.ts'
import { type FieldName, fieldNames, type Participant, type ParticipantFields, type SchemeCode } from './participant.ts'
import { blankFields } from './person-plan.ts'
import { isClearlySomeoneElse, personOf } from './resemblance.ts'

export type Merge = {
  /** Whose link to the payroll package, number and employment the participant goes on with. */
  leading: Participant
  after: ParticipantFields & Pick<Participant, 'nmbrsEmployeeId' | 'status' | 'awaitedSchemes'>
  /** The fields of the kept one that differ afterwards. */
  changed: FieldName[]
}

/** What the kept one has stays; what it lacks comes from the duplicate. */
export function mergeOf(kept: Participant, duplicate: Participant): Merge {
  const [leading, other] =
    standing(duplicate) > standing(kept) ? ([duplicate, kept] as const) : ([kept, duplicate] as const)
  const employed = leading.employedFrom === null && other.employedFrom !== null ? other : leading
  const fields: ParticipantFields = {
    ...pick(fieldNames, kept),
    ...pick(partsToFill(kept, duplicate), duplicate),
    employeeNumber: leading.employeeNumber ?? other.employeeNumber,
    employedFrom: employed.employedFrom,
    employedUntil: employed.employedUntil,
  }
  const { status } = employed
  return {
    leading,
    after: {
      ...fields,
      nmbrsEmployeeId: leading.nmbrsEmployeeId ?? other.nmbrsEmployeeId,
      status,
      awaitedSchemes: status === 'LEFT' ? [] : awaitedAfter(leading, other),
    },
    changed: changedFields(kept, fields),
  }
}

export type MergeObjection = 'SOMEONE_ELSE' | 'BOTH_IN_PAYROLL'

/**
 * Why two participants must not be merged: they are clearly different people, whom the next sync would not take for one
 * either; or the payroll package has them as two employees, of whom the next sync would take the second in again.
 * `firstSyncedOn` is the date of the first sync; null when there was none.
 */
export function objectionTo(
  kept: Participant,
  duplicate: Participant,
  firstSyncedOn: IsoDate | null,
): MergeObjection | null {
  if (isClearlySomeoneElse(personOf(kept), personOf(duplicate))) return 'SOMEONE_ELSE'
  const givenUp = mergeOf(kept, duplicate).leading === kept ? duplicate : kept
  const isInPayroll = ({ nmbrsEmployeeId, status, employedUntil }: Participant) =>
    nmbrsEmployeeId !== null &&
    firstSyncedOn !== null &&
    (status === 'ACTIVE' || (status === 'LEFT' && (employedUntil ?? '') >= firstSyncedOn))
  return isInPayroll(givenUp) ? 'BOTH_IN_PAYROLL' : null
}

/** How well the payroll package knows a participant: in service, as someone who left, or not (any more). */
const standing = ({ nmbrsEmployeeId, status }: Participant): number =>
  nmbrsEmployeeId === null || status === 'MISSING' ? 0 : status === 'LEFT' ? 1 : 2

/** Fields that mean something only together: a street of one address says nothing beside the city of another. */
const belongTogether: readonly (readonly FieldName[])[] = [
  ['prefix', 'lastName'],
  ['partnerPrefix', 'partnerLastName', 'nameUsage'],
  ['street', 'houseNumber', 'houseNumberAddition', 'postalCode', 'city', 'countryCode'],
  ['salaryKind', 'fullTimeSalary', 'partTimeSalary', 'salaryPeriod'],
  ['hoursPerWeek', 'partTimePercentage'],
]
const alone = fieldNames.filter((name) => !belongTogether.some((names) => names.includes(name))).map((name) => [name])
const blank = blankFields('MONTH')

/** Whole groups of which the kept one has nothing, and single gaps in groups that otherwise agree. */
const partsToFill = (kept: Participant, duplicate: Participant): FieldName[] =>
  [...alone, ...belongTogether].flatMap((names) => {
    if (names.every((name) => kept[name] === blank[name])) return names
    const contradict = (name: FieldName) =>
      kept[name] !== null && duplicate[name] !== null && kept[name] !== duplicate[name]
    return names.some(contradict) ? [] : names.filter((name) => kept[name] === null)
  })

/** What the one waits for goes on; what the other waited for only where the one was never enrolled. */
function awaitedAfter(leading: Participant, other: Participant): SchemeCode[] {
  const isOpen = (scheme: SchemeCode) =>
    [...leading.enrolments, ...other.enrolments].some((one) => one.scheme === scheme && one.endDate === null)
  const wasEnrolled = (scheme: SchemeCode) => leading.enrolments.some((one) => one.scheme === scheme)
  const fromOther = other.awaitedSchemes.filter((scheme) => !wasEnrolled(scheme))
  return [...new Set([...leading.awaitedSchemes, ...fromOther])].filter((scheme) => !isOpen(scheme))
}

const pick = (names: readonly FieldName[], from: ParticipantFields): ParticipantFields =>
  Object.fromEntries(names.map((name) => [name, from[name]])) as ParticipantFields
