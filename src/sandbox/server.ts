/**
 * A stand-in for Nmbrs: speaks its SOAP v3 over HTTP, with made-up companies, for trying out, training and tests.
 * Besides SOAP it answers GET /control (how far the demo's story is), POST /control/next-day and POST /control/reset.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { accounts } from './accounts.ts'
import type { IsoDate } from './calendar.ts'
import { employeeTypes, type SandboxCompany, type SandboxData } from './company.ts'
import { demoCompany, demoCompanyId } from './demo-company.ts'
import { type Call, createFaults, type FaultRule } from './fault.ts'
import { fourWeeklyCompany } from './four-weekly-company.ts'
import { days } from './next-day.ts'
import { services } from './soap.ts'
import { answerSoap } from './soap-endpoint.ts'
import { readState, writeState } from './state.ts'
import { send } from './wire.ts'

export type SandboxOptions = {
  host: string
  /** 0 = any that is free. */
  port: number
  /** Today's date, asked anew for every call. */
  today: () => IsoDate
  /** Where the demo's story is kept over restarts; null or absent = only in memory. */
  stateFile?: string | null
  /** Default: the demo company, and a small one that pays every four weeks. The first is the one that demoAccount sees. */
  companies?: SandboxCompany[]
}

export type Sandbox = {
  /** Base of the SOAP services, e.g. http://127.0.0.1:4010/soap/v3 */
  url: string
  /** Lets the next day of the demo's story happen, as of today; after the last one nothing more happens. */
  nextDay(): void
  /** Back to the first day, with the same dates; undoes edits too. */
  reset(): void
  /** Makes calls go wrong until the rule is used up or cleared. */
  fault(rule: FaultRule): void
  clearFaults(): void
  /** The latest calls, oldest first; `about` is the company or employee asked for, `at` in milliseconds since 1970. */
  readonly calls: readonly RecordedCall[]
  /** Changes the data; not kept in the state file. */
  edit(change: (data: SandboxData) => void): void
  close(): Promise<void>
}

export type RecordedCall = Call & { at: number }

const rememberedCalls = 50_000

export const startSandbox = async (options: SandboxOptions): Promise<Sandbox> => {
  const stateFile = options.stateFile ?? null
  const state = readState(stateFile, options.today())
  const faults = createFaults()
  const calls: RecordedCall[] = []
  let data = buildData(options.companies, state.baseDate, state.days)

  const nextDay = () => {
    const on = options.today()
    if (!happen(data, state.days.length, on)) return
    state.days.push(on)
    writeState(stateFile, state)
  }
  const reset = () => {
    state.days = []
    data = buildData(options.companies, state.baseDate, state.days)
    writeState(stateFile, state)
  }
  const onCall = (call: Call) => {
    calls.push({ ...call, at: Date.now() })
    if (calls.length > rememberedCalls) calls.shift()
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url?.split('?')[0]
    const service = services.find((name) => path === `/soap/v3/${name}.asmx`)
    if (service !== undefined && request.method === 'POST') {
      return answerSoap({ data, today: options.today(), faults, onCall }, service, request, response)
    }
    const control = { 'GET /control': () => {}, 'POST /control/next-day': nextDay, 'POST /control/reset': reset }
    const route = `${request.method} ${path}`
    if (!Object.hasOwn(control, route))
      return send(response, { status: 404, contentType: 'text/plain', body: 'Not Found\n' })
    control[route as keyof typeof control]()
    const body = `${JSON.stringify({ day: state.days.length, lastDay: days.length, ...state })}\n`
    send(response, { status: 200, contentType: 'application/json', body })
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (response.headersSent || request.destroyed) response.destroy()
      else send(response, { status: 500, contentType: 'text/plain', body: `${error}\n` })
    })
  })
  writeState(stateFile, state)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, options.host, resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://${options.host}:${port}/soap/v3`,
    nextDay,
    reset,
    fault: faults.add,
    clearFaults: faults.clear,
    calls,
    edit: (change) => change(data),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
        // Also those that a fault keeps waiting.
        server.closeAllConnections()
      }),
  }
}

const buildData = (
  companies: SandboxCompany[] | undefined,
  baseDate: IsoDate,
  happened: readonly IsoDate[],
): SandboxData => {
  const data = structuredClone({
    companies: companies ?? [demoCompany(baseDate), fourWeeklyCompany(baseDate)],
    accounts,
    employeeTypes: Object.values(employeeTypes),
  })
  happened.forEach((on, day) => {
    happen(data, day, on)
  })
  return data
}

/** Lets a day of the story happen; false when there is no such day, or no demo company. */
const happen = ({ companies }: SandboxData, day: number, on: IsoDate): boolean => {
  const company = companies.find(({ ID }) => ID === demoCompanyId)
  const script = days[day]
  if (company === undefined || script === undefined) return false
  script(company, on)
  return true
}
