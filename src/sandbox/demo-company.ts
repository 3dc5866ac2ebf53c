/** The demo company, of which each employee shows a rule (see the line above each in demo/), and a smaller one beside it. */
import { buildEmployee, type Employer } from './build-employee.ts'
import { fullTimeSchedules } from './build-records.ts'
import type { IsoDate } from './calendar.ts'
import { type SandboxCompany, usualQuirks } from './company.ts'
import { employeesByName } from './demo/names.ts'
import { employeesByPay } from './demo/pay.ts'
import { employeesByScope } from './demo/scope.ts'

export const demoEmployer: Employer = {
  period: 'M',
  fullWeek: ['7.6', '7.6', '7.6', '7.6', '7.6'],
  mailDomain: 'goudenaar.example',
}

/** Its ID in CompanyService. */
export const demoCompanyId = 4001

/** Every date follows from `base`, so that the demo is the same story whatever today is. */
export const demoCompany = (base: IsoDate): SandboxCompany => ({
  ID: demoCompanyId,
  Number: 1,
  Name: 'Bakkerij De Gouden Aar B.V.',
  KvkNr: '00004001',
  period: demoEmployer.period,
  fullTimeSchedules: fullTimeSchedules(demoEmployer.fullWeek, ['FulltimeScheduleOne']),
  employees: [...employeesByName(base), ...employeesByScope(base), ...employeesByPay(base)].map((draft) =>
    buildEmployee(draft, demoEmployer),
  ),
  quirks: usualQuirks,
})
