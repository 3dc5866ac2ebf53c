/** Ids are UUIDs of version 7 (RFC 9562), as Prisma's own `uuid(7)`: rows made one after the other lie together. */
import { randomBytes } from 'node:crypto'

/** For rows that are not written through Prisma. */
export const newId = (): string => {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(Date.now(), 0, 6)
  bytes[6] = 0x70 | (bytes[6]! & 0x0f) // version 7
  bytes[8] = 0x80 | (bytes[8]! & 0x3f) // variant
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
