/** Asks the payroll package for everything of one company. */
import type { PayrollSnapshot } from '../core/employee.ts'
import { select } from '../core/select.ts'
import type { NmbrsLink, SyncRun } from '../generated/prisma/client.ts'
import type { NmbrsClient } from '../nmbrs/client.ts'
import { readCompany } from '../nmbrs/read.ts'
import { placeOf } from '../security/sealed-columns.ts'
import type { SecretBox } from '../security/secret-box.ts'
import { settingsOf } from './rows.ts'

export type ReadingRequest = {
  link: NmbrsLink
  run: SyncRun
  on: string
  onProgress: (done: number, total: number) => void
  signal: AbortSignal
}

export function readPayroll(
  nmbrs: NmbrsClient,
  secrets: SecretBox,
  { link, run, on, onProgress, signal }: ReadingRequest,
): Promise<PayrollSnapshot> {
  const credentials = {
    username: link.username,
    token: secrets.open(link.tokenEncrypted, placeOf('token', link.companyId)),
    domain: link.domain,
  }
  return readCompany(nmbrs, credentials, {
    companyId: link.nmbrsCompanyId,
    employeeTypes: link.employeeTypes,
    readBsn: link.readBsn,
    bankAccountsOf: (snapshot) => inService(snapshot, link, on, run.employeeNumber),
    onProgress,
    signal,
  })
}

/** Bank accounts cost one call each: they are asked only of people in scope who are in service. */
function inService(
  snapshot: PayrollSnapshot,
  link: NmbrsLink,
  on: string,
  onlyEmployeeNumber: number | null,
): number[] {
  const { selected, excluded } = select({
    on,
    snapshot,
    participants: [],
    settings: settingsOf(link),
    onlyEmployeeNumber,
    firstSyncedOn: null,
    openSignals: [],
  })
  // Who is taken for someone new here may be a participant already: whether they must wait is seen when it is planned.
  const waiting = excluded.filter(
    ({ person, reason }) => reason === 'UNREADABLE' && person.employee.unreadable === null,
  )
  return [...selected, ...waiting].map(({ person }) => person.employee.sourceId)
}
