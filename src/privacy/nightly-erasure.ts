/** Each night, after its syncs have been queued: personal data whose time is over is removed, in every company. */
import type { IsoDate } from '../core/employee.ts'
import type { Log } from '../log.ts'
import { type ErasureDependencies, eraseOfCompany } from './erase.ts'

/** Does what is due on a date, once; a company that is busy has its turn at the next call. Never throws. */
export type NightlyErasure = (date: IsoDate) => Promise<void>

export function createNightlyErasure(dependencies: ErasureDependencies & { log: Log }): NightlyErasure {
  const { prisma, log } = dependencies
  let doneFor: IsoDate | null = null

  const eraseAll = async (date: IsoDate): Promise<boolean> => {
    let isDone = true
    for (const company of await prisma.company.findMany({ select: { id: true, retentionYears: true } })) {
      const erased = await eraseOfCompany(company, date, dependencies).catch((error) => {
        log.error({ error, companyId: company.id }, 'Personal data whose time is over could not be removed')
        return 0
      })
      if (erased === 'BUSY') isDone = false
      else if (erased > 0) log.info({ companyId: company.id, erased }, 'Personal data whose time is over was removed')
    }
    return isDone
  }

  return async (date) => {
    if (doneFor === date) return
    const isDone = await eraseAll(date).catch((error) => {
      log.error({ error }, 'Could not see whose time is over')
      return false
    })
    if (isDone) doneFor = date
  }
}
