/** ENCRYPTION_KEYS of every server in the tests, so that one can read what another has sealed. */
export const testKeys = `test:${Buffer.alloc(32, 7).toString('base64')}`
