/** The demo company on nights that take much away, and what a person decides about them. */
import { print } from 'graphql'
import { createClient } from 'graphql-ws'
import {
  ApproveSyncRunDocument,
  CompanyIdDocument,
  HoldOfRunDocument,
  MutationsDocument,
  RejectSyncRunDocument,
  RunMovesDocument,
  type RunMovesSubscription,
} from '../../../src/generated/operations.ts'
import type { SandboxCompany } from '../../../src/sandbox/company.ts'
import { type Run, startTestApp, type TestApp, type TestAppOptions } from '../../support/app.ts'

/** The demo company after its first sync: 19 participants. */
export async function startDemo(options: TestAppOptions = {}): Promise<TestApp> {
  const app = await startTestApp({ demo: true, ...options })
  await lastRun(app)
  return app
}

/** The latest run of company 1001, once it has ended or is held. */
export async function lastRun(app: TestApp): Promise<Run> {
  const { company } = await app.ask(CompanyIdDocument, { number: '1001' })
  return app.ended(company?.nmbrsConnection?.lastRun?.id ?? '')
}

/** According to Nmbrs, employees 101 to 109 left on 22 November 2026. */
export function letNineLeave({ employees }: Pick<SandboxCompany, 'employees'>): void {
  for (const { employments } of employees.filter(({ EmployeeId }) => EmployeeId <= 40_109))
    employments.at(-1)!.EndDate = '2026-11-22'
}

export function emptyWorkEmails({ employees }: SandboxCompany): void {
  for (const info of employees.flatMap(({ personalInfos }) => personalInfos)) info.EmailWork = ''
}

/** Changes what Nmbrs knows of the company. */
export const inNmbrs = ({ sandbox }: TestApp, change: (company: SandboxCompany) => void): void =>
  sandbox.edit(({ companies }) => change(companies[0]!))

/** A sync in which nine people would leave: it is held. */
export async function holdRun(app: TestApp): Promise<Run> {
  inNmbrs(app, letNineLeave)
  return app.syncNow()
}

export const approve = async (app: TestApp, { id, revision }: Pick<Run, 'id' | 'revision'>) =>
  (await app.ask(ApproveSyncRunDocument, { id, revision })).approveSyncRun

export const reject = async (app: TestApp, { id, revision }: Pick<Run, 'id' | 'revision'>) =>
  (await app.ask(RejectSyncRunDocument, { id, revision })).rejectSyncRun

/** Every status of the company's runs from now on, as a subscriber is told of it. */
export async function followRuns({ url, ask }: TestApp): Promise<{ statuses: string[]; close(): Promise<void> }> {
  const { company } = await ask(CompanyIdDocument, { number: '1001' })
  const client = createClient({ url: `${url.replace('http', 'ws')}/graphql`, retryAttempts: 0, lazy: false })
  await new Promise((resolve) => client.on('connected', resolve))
  const statuses: string[] = []
  const query = { query: print(RunMovesDocument), variables: { company: company?.id } }
  client.subscribe<RunMovesSubscription>(query, {
    next: ({ data }) => data && statuses.push(data.syncRunUpdated.status),
    error: () => {},
    complete: () => {},
  })
  return { statuses, close: async () => client.dispose() }
}

/** What the run shows, mutation by mutation. */
export async function plannedOf(app: TestApp, { id }: Run) {
  const { syncRun } = await app.ask(HoldOfRunDocument, { id })
  return syncRun?.plannedMutations ?? []
}

/** What the run did, in the same form, from the first on. */
export async function doneBy(app: TestApp, { id }: Run) {
  const { company } = await app.ask(MutationsDocument, { company: '1001', run: id })
  const mutations = (company?.mutations.edges ?? []).map(({ node }) => node).reverse()
  return mutations.map(({ participant, kind, effectiveDate, changes }) => {
    return { employeeNumber: participant.employeeNumber, kind, effectiveDate, changes }
  })
}

export const conflict = (message: string) => ({ __typename: 'ConflictError', code: 'CONFLICT', message })
