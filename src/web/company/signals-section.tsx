/** What someone should look at in the data of a company. */
import { SignalPageDocument, type SignalPageQuery, type SignalSeverity } from '../../generated/web-operations.ts'
import { useFresh } from '../api/queries.ts'
import { Answer } from '../parts/answer.tsx'
import { Badge, type Tone } from '../parts/badge.tsx'
import type { IconName } from '../parts/icon.tsx'
import { PageBody, type PageProps, Pages } from '../parts/pages.tsx'
import { Person } from '../parts/person.tsx'
import { DateOf } from '../parts/time.tsx'
import { companyPath } from '../routes.ts'
import { useLocale, useTexts } from '../texts/context.ts'

type SignalsSectionProps = { company: { id: string; number: string; openSignalCount: number }; settled: string }

const columns = 4

const looks: Record<SignalSeverity, { tone: Tone; icon: IconName }> = {
  ERROR: { tone: 'danger', icon: 'danger' },
  WARNING: { tone: 'warning', icon: 'warning' },
  INFO: { tone: 'info', icon: 'info' },
}

/** What weighs most first. */
const severities: SignalSeverity[] = ['ERROR', 'WARNING', 'INFO']

export function SignalsSection({ company, settled }: SignalsSectionProps) {
  const texts = useTexts()
  return (
    <section aria-label={texts.tabs.signals}>
      <table class="signals">
        <thead>
          <tr>
            <th scope="col">{texts.signals.severity}</th>
            <th scope="col">{texts.signals.message}</th>
            <th scope="col">{texts.signals.person}</th>
            <th scope="col">{texts.signals.since}</th>
          </tr>
        </thead>
        {severities.map((severity) => (
          <Pages key={`${severity} ${settled}`} columns={columns}>
            {(page) => <SignalPage {...page} company={company} severity={severity} />}
          </Pages>
        ))}
        {company.openSignalCount === 0 && (
          <tbody>
            <tr>
              <td colSpan={columns}>{texts.signals.none}</td>
            </tr>
          </tbody>
        )}
      </table>
    </section>
  )
}

type SignalPageProps = PageProps & Pick<SignalsSectionProps, 'company'> & { severity: SignalSeverity }

function SignalPage({ after, more, company, severity }: SignalPageProps) {
  const locale = useLocale()
  const asked = useFresh(SignalPageDocument, { company: company.id, severity, after, locale })
  const page = asked.data?.company?.signals
  return (
    <PageBody after={after}>
      <Answer to={asked} columns={columns}>
        {() => (
          <>
            {page?.edges.map(({ node: signal }) => (
              <SignalRow key={signal.id} signal={signal} company={company} />
            ))}
            {page?.pageInfo.hasNextPage && more(page.pageInfo.endCursor)}
          </>
        )}
      </Answer>
    </PageBody>
  )
}

type SignalRowProps = {
  signal: NonNullable<SignalPageQuery['company']>['signals']['edges'][number]['node']
  company: { number: string }
}

function SignalRow({ signal, company }: SignalRowProps) {
  const texts = useTexts()
  const { severity, name, message, participant, employeeNumber, nmbrsEmployeeId, firstSeenAt } = signal
  const href = participant && companyPath(company.number, 'mutations', { person: participant.id })
  return (
    <tr>
      <td data-label={texts.signals.severity}>
        <Badge {...looks[severity]}>{texts.severities[severity]}</Badge>
      </td>
      <td>
        <strong>{name}</strong>
        <p>{message}</p>
      </td>
      <td data-label={texts.signals.person}>
        {participant || employeeNumber !== null ? (
          <Person name={participant?.displayName ?? null} employeeNumber={employeeNumber} href={href} />
        ) : (
          <span class="minor">{nmbrsEmployeeId !== null && texts.signals.inNmbrs(nmbrsEmployeeId)}</span>
        )}
      </td>
      <td data-label={texts.signals.since}>
        <DateOf value={firstSeenAt} />
      </td>
    </tr>
  )
}
