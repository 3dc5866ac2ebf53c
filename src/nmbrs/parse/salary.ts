/** Salary_V2. Its Type is a number in the bulk call and a name elsewhere. */
import { z } from 'zod'
import type { SalaryRecord } from '../../core/employee.ts'
import { date, decimal, element, moment, optionalDecimal, optionalInteger, readInteger, required } from './values.ts'

/** SalaryType of Nmbrs: the numbers are the places in this list. */
const salaryTypes = [
  'None',
  'Bruto_Salaris_Fulltime',
  'Bruto_Salaris_Partime',
  'Bruto_Uurloon',
  'Netto_Salaris_Partime_incl_looncomp',
  'Netto_Salaris_Partime_excl_looncomp',
  'Netto_Uurloon_excl_looncomp',
  'Werkgerverslasten',
  'Netto_Uurloon_incl_looncomp',
]
const kinds: Record<string, SalaryRecord['kind']> = {
  none: 'NONE',
  bruto_salaris_fulltime: 'GROSS_FULL_TIME',
  bruto_salaris_partime: 'GROSS_PART_TIME',
  bruto_salaris_parttime: 'GROSS_PART_TIME',
}

/** The name of the type; a number that is not in the list stays a number. */
const salaryType = required('a salary type', (value) => salaryTypes[readInteger(value) ?? -1] ?? value)

export const salaryRecord = z
  .object({
    ID: optionalInteger,
    Id: optionalInteger,
    CreationDate: moment,
    StartDate: date,
    Type: salaryType,
    Value: decimal,
    SalaryTable: element({ Trede: element({ StepValue: optionalDecimal }) }),
  })
  .transform(
    (salary): SalaryRecord => ({
      id: salary.ID ?? salary.Id ?? 0,
      createdAt: salary.CreationDate,
      startDate: salary.StartDate,
      kind: kinds[salary.Type.toLowerCase()] ?? 'UNSUPPORTED',
      kindName: salary.Type,
      value: salary.Value,
      stepValue: salary.SalaryTable?.Trede?.StepValue ?? null,
    }),
  )
