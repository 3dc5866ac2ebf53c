/** Employment, and EmployeeContract with Nmbrs' own spelling of EmployementType. */
import { z } from 'zod'
import type { ContractRecord, EmploymentRecord } from '../../core/employee.ts'
import { date, endDate, moment, optionalInteger } from './values.ts'

export const employmentRecord = z
  .object({
    EmploymentId: optionalInteger,
    CreationDate: moment,
    StartDate: date,
    EndDate: endDate,
    InitialStartDate: date,
  })
  .transform(
    (employment): EmploymentRecord => ({
      id: employment.EmploymentId ?? 0,
      createdAt: employment.CreationDate,
      startDate: employment.StartDate,
      endDate: employment.EndDate,
      initialStartDate: employment.InitialStartDate,
    }),
  )

export const contractRecord = z
  .object({
    ContractID: optionalInteger,
    CreationDate: moment,
    StartDate: date,
    EndDate: endDate,
    EmployementType: optionalInteger,
    EmploymentType: optionalInteger,
  })
  .transform(
    (contract): ContractRecord => ({
      id: contract.ContractID ?? 0,
      createdAt: contract.CreationDate,
      startDate: contract.StartDate,
      endDate: contract.EndDate,
      employmentType: contract.EmployementType ?? contract.EmploymentType,
    }),
  )
