/** The access token of this browser tab. It is gone when the tab closes. */
const key = 'access-token'

export const storedToken = (): string | null => sessionStorage.getItem(key)

export function storeToken(token: string | null): void {
  if (token === null) sessionStorage.removeItem(key)
  else sessionStorage.setItem(key, token)
}
