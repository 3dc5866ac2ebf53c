/** The access token of this browser tab, gone when the tab closes. */
const key = 'access-token'

export const storedToken = (): string | null => sessionStorage.getItem(key)

/** Null signs out. */
export function storeToken(token: string | null): void {
  if (token === null) {
    sessionStorage.removeItem(key)
    tellServer({ method: 'DELETE' })
  } else sessionStorage.setItem(key, token)
}

/**
 * Has the server open the playground for whoever has this token: a browser asks for that without one. Told whenever a token
 * comes into use, also a stored one: what it was told before may have ended elsewhere.
 */
export const beginSession = (token: string): void =>
  tellServer({ method: 'POST', headers: { authorization: `Bearer ${token}` } })

// Whether the token is good shows elsewhere: without a session only the playground stays closed.
const tellServer = (request: RequestInit): void => void fetch('session', request).catch(() => {})
