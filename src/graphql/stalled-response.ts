/** A response that its client has stopped reading, such as a stream of events, would keep its subscription for ever. */
import type { ServerResponse } from 'node:http'

const takenWithin = 7 // seconds

/** Breaks the connection once nothing of what waits to be sent has left for 7 seconds. */
export function breakWhenStalled(response: ServerResponse): void {
  /** Ticks since something left. Counted, not measured: while this process itself is held up, nobody is late. */
  let seconds = 0
  const ticking = setInterval(() => {
    seconds = response.writableNeedDrain ? seconds + 1 : 0
    if (seconds >= takenWithin) response.destroy()
  }, 1_000) // 1 second
  response.on('drain', () => {
    seconds = 0
  })
  response.once('close', () => clearInterval(ticking))
}
