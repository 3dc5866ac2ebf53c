/** SOAP faults of Nmbrs, in the shape of SOAP 1.1 or 1.2: "…  ---> 1002: Unauthorized Access". */
import type { SyncFailureCode } from '../core/failure.ts'
import { type NmbrsCall, NmbrsError, unavailable } from './errors.ts'
import { childOf, childrenOf, textOf, type XmlNode } from './xml.ts'

type Meaning = { code: SyncFailureCode; explanation: string }

/** Faults that stay until a person does something about them. */
const permanentFaults: Record<number, Meaning> = {
  1001: { code: 'INVALID_CREDENTIALS', explanation: 'login, token or domain is not valid' },
  1002: { code: 'CALL_NOT_ALLOWED', explanation: 'this call is switched off for the account' },
  1003: { code: 'COMPANY_NOT_ALLOWED', explanation: 'the account may not see this company' },
  1004: { code: 'NO_SUBSCRIPTION', explanation: 'no valid subscription' },
  2003: { code: 'COMPANY_NOT_ALLOWED', explanation: 'the account may not see this employee' },
  2004: { code: 'COMPANY_NOT_ALLOWED', explanation: 'the account may not see this company' },
  2009: { code: 'COMPANY_NOT_ALLOWED', explanation: 'the account may not see this debtor' },
  2042: { code: 'INVALID_CREDENTIALS', explanation: 'the login is known in several environments: a domain is needed' },
  2043: { code: 'INVALID_CREDENTIALS', explanation: 'the domain is not valid' },
}

/** The error that a Fault element stands for. Its text is not repeated: it may name a login. */
export function faultError(call: NmbrsCall, fault: XmlNode, retryAfterMs?: number): NmbrsError {
  const nmbrsCode = faultNumber(fault)
  const details = { nmbrsCode, fault: labelOf(nmbrsCode) }
  const permanent = permanentFaults[nmbrsCode ?? 0]
  if (permanent) return new NmbrsError(permanent.code, call, permanent.explanation, { retryable: false, ...details })
  const explanation = `fault ${nmbrsCode ?? 'without number'}`
  if (blamesRequest(fault, nmbrsCode))
    return new NmbrsError('INTERNAL', call, `Nmbrs does not accept the request (${explanation})`, {
      retryable: false,
      ...details,
    })
  return unavailable(call, explanation, { ...details, retryAfterMs })
}

/** The numbers that mean something to us, and one word for all others: whoever answers must not make up labels without end. */
function labelOf(nmbrsCode: number | undefined): string {
  if (nmbrsCode === undefined) return 'FAULT'
  return nmbrsCode in permanentFaults || nmbrsCode === 9999 ? String(nmbrsCode) : 'OTHER FAULT'
}

function faultNumber(fault: XmlNode): number | undefined {
  const texts = [childOf(fault, 'faultstring'), ...childrenOf(childOf(fault, 'Reason'))].map(textOf)
  const number = /(?:^|--->)\s*(\d{4})\s*:/.exec(texts.join(' '))?.[1]
  return number === undefined ? undefined : Number(number)
}

/** 2001 to 2999 are faults in what was asked. Without a number the fault code tells whose fault it is. */
function blamesRequest(fault: XmlNode, nmbrsCode: number | undefined): boolean {
  if (nmbrsCode !== undefined) return nmbrsCode >= 2000 && nmbrsCode < 3000
  const faultCode = textOf(childOf(fault, 'faultcode')) ?? textOf(childOf(childOf(fault, 'Code'), 'Value')) ?? ''
  return /(^|:)(Client|Sender)$/.test(faultCode.trim())
}
