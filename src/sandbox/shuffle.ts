/** An order that looks like none, yet is the same every time: nobody may rely on the order of Nmbrs's lists. */
export const shuffled = <T>(items: readonly T[], keyOf: (item: T, index: number) => number): T[] =>
  items
    .map((item, index) => ({ item, place: scatter(keyOf(item, index)) }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item)

/** Maps each integer of 32 bits to another one (the finalizer of MurmurHash3). */
const scatter = (key: number): number => {
  let bits = key ^ (key >>> 16)
  bits = Math.imul(bits, 0x85ebca6b)
  bits ^= bits >>> 13
  bits = Math.imul(bits, 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
