import { expect, test } from 'vitest'
import { startApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { silentLog } from '../src/log.ts'
import { openTestDatabase } from './support/database.ts'
import { testKeys } from './support/keys.ts'

test('closes the rest when a part does not close cleanly, and tells of it', async () => {
  const database = await openTestDatabase('embedded')
  let isClosed = false
  const app = await startApp(
    readConfig({
      PORT: '0',
      SANDBOX_PORT: '0',
      DATA_DIR: '/nowhere',
      ENCRYPTION_KEYS: testKeys,
      NMBRS_URL: 'http://127.0.0.1:1',
    }),
    {
      log: silentLog,
      demo: false,
      database: {
        ...database,
        listen: async () => ({ close: () => Promise.reject(new Error('a part that does not close')) }),
        close: async () => {
          isClosed = true
          await database.close()
        },
      },
    },
  )
  await expect(app.close()).rejects.toMatchObject({ errors: [{ message: 'a part that does not close' }] })
  expect(isClosed).toBe(true)
})
