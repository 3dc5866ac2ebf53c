import type { Transaction } from '../sync/load.ts'

/**
 * A BSN is kept only while the settings of a link say that it is read. Inside the lock of the company, in the transaction that
 * ends it.
 */
export const forgetBsns = (tx: Transaction, companyId: string): Promise<unknown> =>
  tx.participant.updateMany({
    where: { companyId, OR: [{ bsnEncrypted: { not: null } }, { bsnHash: { not: null } }] },
    data: { bsnEncrypted: null, bsnHash: null },
  })
