/** From when a mutation of fields holds: the start of the record that changed, otherwise the date of the sync. */
import type { IsoDate } from './employee.ts'
import type { FieldName, MutationKind, SalaryKind } from './participant.ts'

/** First day of the record that gives the salary, the working hours and the address; null = not known. */
export type RecordStarts = { salary: IsoDate | null; schedule: IsoDate | null; address: IsoDate | null }

/** `changed` are all the fields that change for this person; `salaryKind` is the kind afterwards. */
export function effectiveDate(
  kind: MutationKind,
  changed: ReadonlySet<FieldName>,
  salaryKind: SalaryKind,
  starts: RecordStarts,
  on: IsoDate,
): IsoDate {
  const schedule = changed.has('hoursPerWeek') ? starts.schedule : null
  switch (kind) {
    case 'SALARY':
      return (isSalaryRecordChanged(changed, salaryKind) ? starts.salary : schedule) ?? on
    case 'WORKING_HOURS':
      return schedule ?? on
    case 'ADDRESS':
      return starts.address ?? on
    default:
      return on
  }
}

/** The amount that the payroll package keeps is the full-time one or the part-time one; the other only follows from it. */
const isSalaryRecordChanged = (changed: ReadonlySet<FieldName>, kind: SalaryKind): boolean =>
  changed.has('salaryKind') || changed.has(kind === 'GROSS_PART_TIME' ? 'partTimeSalary' : 'fullTimeSalary')
