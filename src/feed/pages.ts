/**
 * Pages of the mutation list, each read once for all subscribers who are at the same place. After a large run hundreds of them
 * ask for the same rows at the same moment, and it is the very same object that they get.
 */
import type { ViewerDatabase } from '../db/viewer-database.ts'
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts'

const pageSize = 100
const keptPages = 20
const keptFor = 2_000 // 2 seconds: who is slower than that reads for itself

/** Ids of at most 100 mutations in feed order. */
export type FeedPage = {
  ids: string[]
  /** The position to go on from: others, whom the reader knows nothing of, may have come as far. */
  position: bigint
  /** The position of the last of them, which is what the reader is told; 0 for a page of none. */
  last: bigint
  /** When the first of them was entered; null for a page of none. */
  enteredAt: Date | null
}

export type FeedPages = {
  /** The position of the last mutation; 0 when there is none. */
  highest(): Promise<bigint>
  /**
   * The highest position that a reader can have: that of the last mutation in its database, which tells it nothing of others.
   * One with every company may have one of a mutation that is no longer there.
   */
  highestOf(reader: FeedReader): Promise<bigint>
  /**
   * What `where` lets through after a position, of what there is in the reader's database. Everything that was committed before
   * the call is in it, or in a next page.
   */
  after(reader: FeedReader, position: bigint, where: Prisma.ParticipantMutationWhereInput): Promise<FeedPage>
}

export type FeedReader = Pick<ViewerDatabase, 'prisma' | 'scope' | 'isWhole'>

export function createFeedPages(prisma: PrismaClient): FeedPages {
  const readings = new Map<string, Promise<FeedPage>>()

  const read = (key: string, page: () => Promise<FeedPage>): Promise<FeedPage> => {
    const forget = () => {
      if (readings.get(key) === reading) readings.delete(key)
    }
    const reading = page()
    readings.set(key, reading)
    const [oldest] = readings.keys()
    if (readings.size > keptPages && oldest !== undefined) readings.delete(oldest)
    reading.then(({ ids }) => (ids.length > 0 ? setTimeout(forget, keptFor).unref() : forget()), forget)
    return reading
  }

  return {
    highest: () => highestPosition(prisma),
    highestOf: (reader) => (reader.isWhole ? highestEver(prisma) : highestVisible(reader.prisma)),
    async after(reader, position, where) {
      const key = `${reader.scope} ${position} ${JSON.stringify(where)}`
      const shared = await readings.get(key)
      if (shared && shared.ids.length > 0) return shared
      // That nothing was there may have been true only before this call. One reading that begins now is enough for all.
      const page = async () => pageAfter(reader.prisma, position, await highestPosition(prisma), where)
      return readings.get(key) ?? read(key, page)
    },
  }
}

/**
 * Positions become visible in order (position.ts), so whatever can be found up to the highest one seen beforehand is
 * found now. The next look starts there, past the rows that `where` holds back.
 */
async function pageAfter(
  prisma: PrismaClient,
  position: bigint,
  highest: bigint,
  where: Prisma.ParticipantMutationWhereInput,
): Promise<FeedPage> {
  if (highest <= position) return { ids: [], position, last: 0n, enteredAt: null }
  const rows = await prisma.participantMutation.findMany({
    where: { AND: [{ position: { gt: position, lte: highest } }, where] },
    orderBy: { position: 'asc' },
    take: pageSize,
    select: { id: true, position: true, createdAt: true },
  })
  const last = rows.at(-1)?.position ?? 0n
  return {
    ids: rows.map((row) => row.id),
    position: rows.length === pageSize ? last : highest,
    last,
    enteredAt: rows[0]?.createdAt ?? null,
  }
}

async function highestPosition(prisma: PrismaClient): Promise<bigint> {
  const last = await prisma.participantMutation.findFirst({
    orderBy: { position: 'desc' },
    select: { position: true },
  })
  return last?.position ?? 0n
}

async function highestEver(prisma: PrismaClient): Promise<bigint> {
  const [sequence] = await prisma.$queryRaw<{ last_value: bigint }[]>`
    SELECT last_value FROM participant_mutation_position_seq`
  return sequence?.last_value ?? 0n
}

/** Company by company: whoever sees few of many mutations would otherwise wait for the others to be passed over. */
async function highestVisible(prisma: PrismaClient): Promise<bigint> {
  const [newest] = await prisma.$queryRaw<{ position: bigint | null }[]>`
    SELECT max(last.position) AS position FROM company CROSS JOIN LATERAL (
      SELECT position FROM participant_mutation WHERE company_id = company.id ORDER BY position DESC LIMIT 1) AS last`
  return newest?.position ?? 0n
}
