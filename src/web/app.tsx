/** The whole page: who is signed in, in which language, and the screen that the address asks for. */
import { Provider } from '@urql/preact'
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { createApi } from './api/client.ts'
import { ConnectionContext } from './api/connection.ts'
import { beginSession, storedToken, storeToken } from './api/session.ts'
import { Announcer } from './parts/announcer.tsx'
import { Header } from './parts/header.tsx'
import { useLocalePreference } from './preferences.ts'
import { SignIn } from './screens/sign-in.tsx'
import { SignedIn } from './screens/signed-in.tsx'
import { LocaleContext } from './texts/context.ts'
import type { Locale } from './texts/locale.ts'

export function App() {
  const [locale, setLocale] = useLocalePreference()
  const [token, setToken] = useState(storedToken)
  const [isRefused, setRefused] = useState(false)
  const [connection, setConnection] = useState({ isUp: true, restored: 0 })
  const chosenLocale = useRef<Locale>(locale)
  chosenLocale.current = locale
  const api = useMemo(
    () =>
      createApi({
        token,
        locale: () => chosenLocale.current,
        onUnauthorized: () => setRefused(true),
        onConnection: (state) =>
          setConnection(({ restored }) =>
            state === 'broken' ? { isUp: false, restored } : { isUp: true, restored: restored + 1 },
          ),
      }),
    [token],
  )
  useEffect(() => api.close, [api])
  useEffect(() => {
    if (token !== null) beginSession(token)
  }, [token])
  const signIn = useCallback((given: string | null) => {
    storeToken(given)
    setToken(given)
    setRefused(false)
  }, [])

  return (
    <LocaleContext.Provider value={locale}>
      <Announcer>
        {isRefused ? (
          <>
            <Header viewer={null} onSignOut={null} onLocale={setLocale} />
            <SignIn wasRefused={token !== null} onToken={signIn} />
          </>
        ) : (
          <Provider value={api.client} key={token}>
            <ConnectionContext.Provider value={connection}>
              <SignedIn onSignOut={token === null ? null : () => signIn(null)} onLocale={setLocale} />
            </ConnectionContext.Provider>
          </Provider>
        )}
      </Announcer>
    </LocaleContext.Provider>
  )
}
