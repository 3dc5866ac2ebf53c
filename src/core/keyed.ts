/** Compares two lists by key. Each kind of thing says for itself what added, removed and both mean. */
export function compareByKey<Key, Before, After>(
  before: readonly Before[],
  after: readonly After[],
  keyBefore: (item: Before) => Key,
  keyAfter: (item: After) => Key,
): { added: After[]; removed: Before[]; both: [Before, After][] } {
  const left = new Map(before.map((item) => [keyBefore(item), item]))
  const keysAfter = new Set(after.map(keyAfter))
  const both: [Before, After][] = []
  const added: After[] = []
  for (const item of after) {
    const match = left.get(keyAfter(item))
    if (match === undefined) added.push(item)
    else both.push([match, item])
  }
  return { added, removed: before.filter((item) => !keysAfter.has(keyBefore(item))), both }
}
