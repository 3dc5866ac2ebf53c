/** Waiting no longer than is useful to whoever asks. */

export class TooLate extends Error {
  override readonly name = 'TooLate'
}

/** What `work` gives; throws TooLate when that takes longer than so many milliseconds. The work itself goes on. */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new TooLate(`Not within ${milliseconds} ms`)), milliseconds)
  try {
    return await Promise.race([work, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
