/** What the runs of a company still show of its people: opened only to tell someone, or to take someone out. */
import type { Prisma } from '../generated/prisma/client.ts'
import type { SecretBox } from '../security/secret-box.ts'
import type { Transaction } from '../sync/load.ts'
import { openRunPeople, type RunPeople, sealRunPeople } from '../sync/run-people.ts'

export type Person = { id: string; nmbrsEmployeeId: number | null }

/** The lists of a run, as they are shown. */
export type ShownPeople = Prisma.SyncRunGetPayload<{ select: typeof columns }> & { people: RunPeople }

const columns = { id: true, queuedAt: true, mode: true, status: true, plan: true, exclusions: true } as const
const pageSize = 100

/** Oldest first. */
export async function* shownPeople(
  database: Pick<Transaction, 'syncRun'>,
  companyId: string,
  secrets: SecretBox,
): AsyncGenerator<ShownPeople> {
  let runs: Omit<ShownPeople, 'people'>[] = []
  do {
    const last = runs.at(-1)
    runs = await database.syncRun.findMany({
      where: {
        companyId,
        OR: [{ plan: { not: null } }, { exclusions: { not: null } }],
        ...(last && { id: { gt: last.id } }),
      },
      orderBy: { id: 'asc' },
      take: pageSize,
      select: columns,
    })
    for (const run of runs) yield { ...run, people: opened(run, secrets) }
  } while (runs.length === pageSize)
}

const opened = (run: Omit<ShownPeople, 'people'>, secrets: SecretBox): RunPeople => ({
  plan: openRunPeople('plan', run, secrets) as RunPeople['plan'],
  exclusions: openRunPeople('exclusions', run, secrets) as RunPeople['exclusions'],
})

/** What of these lists is about one of these people, or, with `about` false, all the rest. */
export function select({ plan, exclusions }: RunPeople, people: readonly Person[], about = true): RunPeople {
  const ids = new Set<string | null>(people.map(({ id }) => id))
  const employeeIds = new Set(people.flatMap(({ nmbrsEmployeeId }) => nmbrsEmployeeId ?? []))
  return {
    plan: plan.filter((one) => (ids.has(one.participantId) || employeeIds.has(one.nmbrsEmployeeId ?? 0)) === about),
    exclusions: exclusions.filter(({ nmbrsEmployeeId }) => employeeIds.has(nmbrsEmployeeId) === about),
  }
}

/** Takes people out of what is shown, whoever else is in it stays. Inside the lock of the company. */
export async function takeOut(
  tx: Transaction,
  companyId: string,
  people: readonly Person[],
  secrets: SecretBox,
): Promise<void> {
  for await (const { id, people: shown } of shownPeople(tx, companyId, secrets)) {
    const rest = select(shown, people, false)
    if (rest.plan.length < shown.plan.length || rest.exclusions.length < shown.exclusions.length)
      await tx.syncRun.update({ where: { id }, data: sealRunPeople(id, rest, secrets) })
  }
}

/** Shows as one person what is shown of these, who have been made one. Inside the lock of the company. */
export async function showAsOne(
  tx: Transaction,
  companyId: string,
  people: readonly Person[],
  { id: participantId, nmbrsEmployeeId }: Person,
  secrets: SecretBox,
): Promise<void> {
  for await (const { id, people: shown } of shownPeople(tx, companyId, secrets)) {
    const theirs = select(shown, people)
    if (theirs.plan.length + theirs.exclusions.length === 0) continue
    const isTheirs = new Set<object>([...theirs.plan, ...theirs.exclusions])
    const asOne: RunPeople = {
      plan: shown.plan.map((one) => (isTheirs.has(one) ? { ...one, participantId, nmbrsEmployeeId } : one)),
      exclusions: shown.exclusions.map((one) =>
        isTheirs.has(one) ? { ...one, nmbrsEmployeeId: nmbrsEmployeeId ?? one.nmbrsEmployeeId } : one,
      ),
    }
    await tx.syncRun.update({ where: { id }, data: sealRunPeople(id, asOne, secrets) })
  }
}
