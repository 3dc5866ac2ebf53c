/** A company of a few employees for one hard case: linked and switched on, in an app that it shares with other cases. */
import { createCompany } from '../../src/administration/company.ts'
import { configureLink, enableLink } from '../../src/administration/link.ts'
import type { SchemeCode } from '../../src/core/participant.ts'
import {
  MutationsDocument,
  type MutationsQuery,
  ParticipantsDocument,
  type ParticipantsQuery,
  SignalsDocument,
  type SignalsQuery,
  UpdateRuleDocument,
} from '../../src/generated/operations.ts'
import { accountantAccount } from '../../src/sandbox/accounts.ts'
import { buildEmployee, type EmployeeDraft } from '../../src/sandbox/build-employee.ts'
import { employment, salary } from '../../src/sandbox/build-records.ts'
import type { SandboxCompany, SandboxEmployee } from '../../src/sandbox/company.ts'
import { demoCompany, demoEmployer } from '../../src/sandbox/demo-company.ts'
import type { Run, TestApp } from './app.ts'

type Listed<Query> = Query extends { edges: { node: infer Node }[] } ? Node : never
export type ListedParticipant = Listed<NonNullable<ParticipantsQuery['company']>['participants']>
export type ListedMutation = Listed<NonNullable<MutationsQuery['company']>['mutations']>
export type ListedSignal = Listed<NonNullable<SignalsQuery['company']>['signals']>

export type CaseCompany = {
  companyId: string
  sync(employeeNumber?: number): Promise<Run>
  /** Changes what Nmbrs has of one employee, by EmployeeId. */
  change(employeeId: number, change: (employee: SandboxEmployee) => void): void
  add(...drafts: EmployeeDraft[]): void
  remove(employeeId: number): void
  setRule(
    scheme: SchemeCode,
    rule: { automatic?: boolean; minimumAge?: number | null; waitingMonths?: number },
  ): Promise<void>
  participants(): Promise<ListedParticipant[]>
  /** The one participant with this number. */
  participant(employeeNumber: number): Promise<ListedParticipant>
  /** Of one run in feed order, as [number, kind, effective date]. */
  mutations(run: Run): Promise<ListedMutation[]>
  /** Open ones. */
  signals(): Promise<ListedSignal[]>
}

let companies = 0

/** An ordinary employee since 2020, with full-time hours and salary; `from` in the draft changes both. */
export const person = (number: number, changes: Partial<EmployeeDraft> = {}): EmployeeDraft => ({
  EmployeeId: 50_000 + number,
  number,
  from: '2020-01-01',
  employments: [employment('2020-01-01')],
  salaries: [salary('2020-01-01', 'Bruto_Salaris_Fulltime', '3000.00')],
  ...changes,
  personal: { Initials: 'A.', LastName: `Persoon${number}`, Birthday: '1980-05-17', ...changes.personal },
})

export async function linkCompany(
  app: TestApp,
  drafts: readonly EmployeeDraft[],
  changes: Partial<SandboxCompany> = {},
): Promise<CaseCompany> {
  const { administration, sandbox, ask } = app
  companies += 1
  const nmbrsCompanyId = 6000 + companies
  const company: SandboxCompany = {
    ...demoCompany('2026-11-23'),
    ID: nmbrsCompanyId,
    Number: companies,
    Name: `Geval ${companies}`,
    employees: drafts.map((draft) => buildEmployee(draft, demoEmployer)),
    ...changes,
  }
  sandbox.edit((data) => {
    data.companies.push(company)
  })
  const number = `geval-${companies}`
  const { id } = await createCompany({ number, name: `Geval ${companies}` }, administration)
  const { username, token, domain } = accountantAccount
  await configureLink({ companyId: id, username, token, domain, nmbrsCompanyId }, administration)
  await enableLink(id, administration)
  const companyId = Buffer.from(`Company:${id}`).toString('base64')
  const find = (employeeId: number): SandboxEmployee => {
    const employee = company.employees.find(({ EmployeeId }) => EmployeeId === employeeId)
    if (!employee) throw new Error(`Nmbrs has no employee ${employeeId}`)
    return employee
  }
  const participants = async () => {
    const answer = await ask(ParticipantsDocument, { company: number })
    return (answer.company?.participants.edges ?? []).map(({ node }) => node)
  }
  return {
    companyId,
    async sync(employeeNumber) {
      const { id: runId } = await app.sync.trigger({
        companyId: id,
        mode: 'APPLY',
        employeeNumber: employeeNumber ?? null,
        requestedBy: 'test',
      })
      const run = await app.ended(Buffer.from(`SyncRun:${runId}`).toString('base64'))
      if (run.status !== 'SUCCEEDED') throw new Error(JSON.stringify(run, null, 2))
      return run
    },
    change: (employeeId, change) => change(find(employeeId)),
    add: (...added) => void company.employees.push(...added.map((draft) => buildEmployee(draft, demoEmployer))),
    remove(employeeId) {
      company.employees.splice(company.employees.indexOf(find(employeeId)), 1)
    },
    async setRule(scheme, rule) {
      const { updateEnrolmentRule } = await ask(UpdateRuleDocument, { input: { companyId, scheme, ...rule } })
      if (updateEnrolmentRule.__typename !== 'MutationUpdateEnrolmentRuleSuccess') throw new Error('refused')
    },
    participants,
    async participant(employeeNumber) {
      const found = (await participants()).filter((one) => one.employeeNumber === employeeNumber)
      if (found.length !== 1 || !found[0]) throw new Error(`${found.length} participants have number ${employeeNumber}`)
      return found[0]
    },
    async mutations(run) {
      const answer = await ask(MutationsDocument, { company: number, run: run.id })
      return (answer.company?.mutations.edges ?? []).map(({ node }) => node).reverse()
    },
    async signals() {
      const answer = await ask(SignalsDocument, { company: number })
      return (answer.company?.signals.edges ?? []).map(({ node }) => node)
    },
  }
}

/** A mutation in short: [number, kind, effective date]. */
export const inShort = ({ participant, kind, effectiveDate }: ListedMutation) => [
  participant.employeeNumber,
  kind,
  effectiveDate,
]
