import { expect, test } from 'vitest'
import { chooseStaffTypes } from '../../src/nmbrs/employee-types.ts'

test.each([
  ['Payroll', true],
  ['Former payroll', true],
  ['Employees', true],
  ['Verloond', true],
  ['Op de loonlijst', true],
  ['In dienst', true],
  ['Uit dienst', true],
  ['Werknemers in dienst', true],
  ['Oud-medewerkers', true],
  ['Applicant', false],
  ['Rejected applicant', false],
  ['Sollicitanten', false],
  ['Afgewezen sollicitanten', false],
  ['New hire', false],
  ['New employees', false],
  ['Nieuw in dienst', false],
  ['External', false],
  ['Former external', false],
  ['Externe medewerkers', false],
  ['Niet verloond', false],
  ['Non-payroll', false],
  ['Not on payroll', false],
  ['Overig', false],
])('%s is staff: %s', (description, staff) => {
  const others = { id: 1, description: 'Payroll' }
  expect(chooseStaffTypes([others, { id: 9, description }])[1]).toEqual({ id: 9, description, staff })
})

test('type 2 is staff when no description says so', () => {
  const types = [
    { id: 1, description: 'A' },
    { id: 2, description: 'B' },
  ]
  expect(chooseStaffTypes(types)).toEqual([
    { id: 1, description: 'A', staff: false },
    { id: 2, description: 'B', staff: true },
  ])
  expect(chooseStaffTypes([])).toEqual([{ id: 2, description: '', staff: true }])
})
