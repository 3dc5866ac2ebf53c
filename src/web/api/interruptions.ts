/** Whether live updates come in: not while the connection is broken, nor while a subscription waits to be started again. */

export type Interruptions = {
  /** Live updates do not come in because of this, until it is over. */
  begin(cause: object): void
  /** Does nothing when it has not begun, or is over already. */
  end(cause: object): void
}

/** `onChange` is told of the first that begins, and of the end of the last. */
export function createInterruptions(onChange: (state: 'broken' | 'restored') => void): Interruptions {
  const causes = new Set<object>()
  return {
    begin(cause) {
      const isFirst = causes.size === 0
      causes.add(cause)
      if (isFirst) onChange('broken')
    },
    end(cause) {
      if (causes.delete(cause) && causes.size === 0) onChange('restored')
    },
  }
}
