/** What can be made to go wrong, for tests: rules that say which calls are hit, and by what. */
import type { NmbrsFaultCode } from './nmbrs-fault.ts'
import type { Service } from './soap.ts'

/** Nmbrs refuses or fails, and says so as soap:Fault. */
export type NmbrsFault = { kind: 'nmbrs'; code: NmbrsFaultCode }

/** The answer is about other data than Nmbrs has; see distort.ts. */
export type DataFault =
  /** The data of the next company, under the id of the one that was asked. */
  | { kind: 'other-company' }
  | { kind: 'same-employee-twice' }
  | { kind: 'half-gone' }
  /** The numbers and dates of one employee (the rule's, else the first) are not numbers and dates. */
  | { kind: 'unreadable-record' }

/** The answer is not what SOAP or HTTP expects; see wire.ts. */
export type WireFault =
  /** This HTTP status, with a page of HTML, and how many seconds to wait. */
  | { kind: 'status'; status: number; retryAfter?: number }
  /** Status 200, with a page of HTML. */
  | { kind: 'html' }
  | { kind: 'empty-body' }
  | { kind: 'no-result' }
  | { kind: 'empty-result' }
  /** Ends well as HTTP, but after this many bytes of the body, or this many before its end when negative. */
  | { kind: 'truncated'; bytes: number }
  /** Ends well as HTTP, but after this part of the body: 0 to 1. */
  | { kind: 'truncated'; part: number }
  | { kind: 'reset'; when: 'before-headers' | 'half-way' }
  | { kind: 'no-headers' }
  /** One byte at a time. */
  | { kind: 'trickle'; everyMilliseconds: number }
  /** This many megabytes more in the result, streamed. */
  | { kind: 'huge'; megabytes: number }
  /** Entities that would unfold to three gigabytes. */
  | { kind: 'doctype' }
  | { kind: 'deep'; levels: number }
  | { kind: 'invalid-utf-8' }
  /** The right answer, but late. */
  | { kind: 'delay'; milliseconds: number }

/** Hits calls for which all that it names is so; `times` times (default: every time). The first rule that fits counts. */
export type FaultRule = (NmbrsFault | DataFault | WireFault) & {
  service?: Service
  operation?: string
  /** Calls about this employee; with a data fault, calls of any kind, of which this employee's part is hit. */
  employeeId?: number
  times?: number
}

/** `about` is the company or employee that the call names, if any. */
export type Call = { service: Service; operation: string; about: number | null }

export type Faults = {
  add(rule: FaultRule): void
  clear(): void
  /** The rule that hits this call, which is then used up once. */
  take(call: Call): FaultRule | null
}

export const createFaults = (): Faults => {
  let rules: { rule: FaultRule; left: number }[] = []
  return {
    add(rule) {
      rules.push({ rule, left: rule.times ?? Number.POSITIVE_INFINITY })
    },
    clear() {
      rules = []
    },
    take(call) {
      const found = rules.find(({ rule, left }) => left > 0 && hits(rule, call))
      if (found === undefined) return null
      found.left--
      return found.rule
    },
  }
}

const hits = (rule: FaultRule, { service, operation, about }: Call): boolean =>
  (rule.service ?? service) === service &&
  (rule.operation ?? operation) === operation &&
  (rule.employeeId === undefined || isDataFault(rule) || rule.employeeId === about)

export const isDataFault = (rule: FaultRule): rule is FaultRule & DataFault =>
  rule.kind === 'other-company' ||
  rule.kind === 'same-employee-twice' ||
  rule.kind === 'half-gone' ||
  rule.kind === 'unreadable-record'

export const isWireFault = (rule: FaultRule): rule is FaultRule & WireFault =>
  rule.kind !== 'nmbrs' && !isDataFault(rule)
