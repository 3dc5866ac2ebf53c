/** Everything for who is let in: the frame around the screens, and the screen itself. */
import { useRef } from 'preact/hooks'
import { ViewerDocument } from '../../generated/web-operations.ts'
import { useConnection } from '../api/connection.ts'
import { useFresh, useOnChange } from '../api/queries.ts'
import { Answer } from '../parts/answer.tsx'
import { Header } from '../parts/header.tsx'
import { Notice } from '../parts/notice.tsx'
import { useRoute } from '../routes.ts'
import { useTexts } from '../texts/context.ts'
import type { Locale } from '../texts/locale.ts'
import { CompaniesScreen } from './companies.tsx'
import { CompanyScreen } from './company.tsx'

type SignedInProps = {
  /** Null when there is nothing to sign out of: the server lets anyone in. */
  onSignOut: (() => void) | null
  onLocale(locale: Locale): void
}

export function SignedIn({ onSignOut, onLocale }: SignedInProps) {
  const texts = useTexts()
  const route = useRoute()
  const { isUp } = useConnection()
  const viewer = useFresh(ViewerDocument, {})
  const main = useRef<HTMLElement>(null)
  const place = route.screen === 'company' ? route.number : null
  useOnChange(() => main.current?.focus(), place) // reading begins anew there, at the top
  return (
    <>
      <Header viewer={viewer.data?.viewer ?? null} company={place} onSignOut={onSignOut} onLocale={onLocale} />
      <main id="content" tabIndex={-1} ref={main}>
        <div role="status">{!isUp && <Notice tone="warning">{texts.connectionBroken}</Notice>}</div>
        <Answer to={viewer}>
          {({ viewer: { role } }) =>
            route.screen === 'company' ? (
              <CompanyScreen route={route} role={role} key={route.number} />
            ) : (
              <CompaniesScreen search={route.search} role={role} />
            )
          }
        </Answer>
      </main>
    </>
  )
}
