/** Asks the payroll package for everything of one company. */
import type { PayrollSnapshot } from '../core/employee.ts'
import type { ReadEmployee } from '../core/scope.ts'
import { numberOf, select } from '../core/select.ts'
import type { NmbrsLink, PrismaClient, SyncRun } from '../generated/prisma/client.ts'
import type { NmbrsClient, NmbrsCredentials } from '../nmbrs/client.ts'
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

export async function readPayroll(
  { link, run, on, onProgress, signal }: ReadingRequest,
  { prisma, nmbrs, secrets }: { prisma: PrismaClient; nmbrs: NmbrsClient; secrets: SecretBox },
): Promise<PayrollSnapshot> {
  const isWanted = await whoIsAskedFor(run, prisma)
  return readCompany(nmbrs, credentialsOf(link, secrets), {
    companyId: link.nmbrsCompanyId,
    employeeTypes: link.employeeTypes,
    readBsn: link.readBsn,
    bankAccountsOf: (snapshot) =>
      inService(snapshot, link, on)
        .filter(isWanted)
        .map(({ employee }) => employee.sourceId),
    onProgress,
    signal,
  })
}

/** In a run for one person: who has that number in the payroll package, or here. */
async function whoIsAskedFor({ companyId, employeeNumber }: SyncRun, prisma: PrismaClient) {
  if (employeeNumber === null) return () => true
  const participant = await prisma.participant.findUnique({
    where: { companyId_employeeNumber: { companyId, employeeNumber } },
  })
  return (person: ReadEmployee): boolean =>
    numberOf(person) === employeeNumber || person.employee.sourceId === participant?.nmbrsEmployeeId
}

/** Whether two states of a link give the same reading: someone may have changed it while it was read. */
export const isSameSource = (a: NmbrsLink, b: NmbrsLink, secrets: SecretBox): boolean =>
  JSON.stringify(sourceOf(a, secrets)) === JSON.stringify(sourceOf(b, secrets))

const sourceOf = (link: NmbrsLink, secrets: SecretBox) => [
  credentialsOf(link, secrets),
  link.nmbrsCompanyId,
  link.employeeTypes,
  link.readBsn,
]

const credentialsOf = (link: NmbrsLink, secrets: SecretBox): NmbrsCredentials => ({
  username: link.username,
  token: secrets.open(link.tokenEncrypted, placeOf('token', link.companyId)),
  domain: link.domain,
})

/** Bank accounts cost one call each: they are asked only of people in scope who are in service. */
function inService(snapshot: PayrollSnapshot, link: NmbrsLink, on: string): ReadEmployee[] {
  const { selected, excluded } = select({
    on,
    snapshot,
    participants: [],
    settings: settingsOf(link),
    onlyEmployeeNumber: null,
    firstSyncedOn: null,
    openSignals: [],
  })
  // Who is taken for someone new here may be a participant already: whether they must wait is seen when it is planned.
  const waiting = excluded.filter(
    ({ person, reason }) => reason === 'UNREADABLE' && person.employee.unreadable === null,
  )
  return [...selected, ...waiting].map(({ person }) => person)
}
