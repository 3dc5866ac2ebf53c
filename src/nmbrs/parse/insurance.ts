/** SVW settings (social insurance), on whose names no two sources agree. */
import { z } from 'zod'
import type { InsuranceRecord } from '../../core/employee.ts'
import { moment, optional, optionalInteger, readInteger, startNumber } from './values.ts'

/** The letters of the wage tax return, as the numbers of Nmbrs. What number it has for any other is not known. */
const letters: Record<string, number> = { B: 4, D: 5, E: 6 }

const influence = optional(
  'an influence on insurance',
  (value) => readInteger(value) ?? letters[value.toUpperCase()] ?? null,
)

export const insuranceRecord = z
  .object({
    Id: optionalInteger,
    RecordID: optionalInteger,
    CreationDate: moment,
    CreateDate: moment,
    StartYear: startNumber,
    StartPeriod: startNumber,
    EmploymentType: optionalInteger,
    InfluenceObligedInsurance: influence,
    InfluenceObligedInsuranced: influence,
    InfluenceInsurance: influence,
  })
  .transform(
    (settings): InsuranceRecord => ({
      id: settings.Id ?? settings.RecordID ?? 0,
      createdAt: settings.CreationDate ?? settings.CreateDate,
      startYear: settings.StartYear,
      startPeriod: settings.StartPeriod,
      employmentType: settings.EmploymentType,
      influence:
        settings.InfluenceObligedInsurance ?? settings.InfluenceObligedInsuranced ?? settings.InfluenceInsurance,
    }),
  )
