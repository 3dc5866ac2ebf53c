/** A WebSocket that is asked for while the server stops. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { startTestApi } from './support/api.ts'

test('a socket that is asked for while the server stops is refused, and does not keep it', async () => {
  const api = await startTestApi()
  const { hostname, port } = new URL(api.url)
  const connection = connect(Number(port), hostname)
  await once(connection, 'connect')
  connection.write('GET /graphql HTTP/1.1\r\nHost: localhost\r\n') // under way, so that the server waits for it
  await delay(100)
  const closed = api.close()
  await delay(100)
  connection.write(
    'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
      'Sec-WebSocket-Protocol: graphql-transport-ws\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  )
  const [answer] = await once(connection, 'data')
  expect(String(answer)).toMatch(/^HTTP\/1\.1 503 /)
  await closed
  connection.destroy()
})
