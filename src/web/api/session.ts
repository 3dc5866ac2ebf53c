/**
 * The access token of this browser tab, gone when the tab closes. The server is told of it too: it then opens the
 * playground, which a browser asks for without the token.
 */
const key = 'access-token'

export const storedToken = (): string | null => sessionStorage.getItem(key)

/** Null signs out. */
export function storeToken(token: string | null): void {
  if (token === null) sessionStorage.removeItem(key)
  else sessionStorage.setItem(key, token)
  const request =
    token === null ? { method: 'DELETE' } : { method: 'POST', headers: { authorization: `Bearer ${token}` } }
  // Whether the token is good shows elsewhere: without a session only the playground stays closed.
  fetch('session', request).catch(() => {})
}
