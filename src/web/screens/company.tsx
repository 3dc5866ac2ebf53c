/** One company: its link and latest sync above, and below what the address asks for. */
import { useState } from 'preact/hooks'
import { CompanyDocument, type CompanyQuery, type Role } from '../../generated/web-operations.ts'
import { useFresh } from '../api/queries.ts'
import { LinkSection } from '../company/link-section.tsx'
import { MailSection } from '../company/mail-section.tsx'
import { MutationsSection } from '../company/mutations-section.tsx'
import { RulesSection } from '../company/rules-section.tsx'
import { RunPanel } from '../company/run-panel.tsx'
import { useRuns } from '../company/runs.ts'
import { SignalsSection } from '../company/signals-section.tsx'
import { SyncSection } from '../company/sync-section.tsx'
import { Answer } from '../parts/answer.tsx'
import { Heading } from '../parts/heading.tsx'
import { LinkState } from '../parts/link-state.tsx'
import { chartBegins, NightsChart } from '../parts/nights-chart.tsx'
import { companiesPath, companyPath, type Route, type Tab, tabs } from '../routes.ts'
import { useLocale, useTexts } from '../texts/context.ts'

type CompanyRoute = Extract<Route, { screen: 'company' }>
type CompanyProps = { route: CompanyRoute; role: Role }

export function CompanyScreen({ route, role }: CompanyProps) {
  const texts = useTexts()
  const [since] = useState(chartBegins)
  const asked = useFresh(CompanyDocument, { number: route.number, since, locale: useLocale() })
  return (
    <>
      <p class="back">
        <a href={companiesPath()}>{texts.companies.title}</a>
      </p>
      <Answer to={asked}>
        {({ company }) =>
          company ? (
            <Company company={company} route={route} role={role} onChange={asked.ask} />
          ) : (
            <>
              <Heading>{texts.company.notFound}</Heading>
              <p>{texts.company.notFoundExplanation}</p>
            </>
          )
        }
      </Answer>
    </>
  )
}

type CompanyOfQuery = NonNullable<CompanyQuery['company']>

/** `onChange` is called when the company itself is no longer as it was asked. */
function Company({ company, route, role, onChange }: CompanyProps & { company: CompanyOfQuery; onChange(): void }) {
  const texts = useTexts()
  const { runs, settled } = useRuns(company, onChange)
  const mayDecide = role !== 'EMPLOYER'
  const link = mayDecide ? company.nmbrsConnection : undefined
  const counts: Partial<Record<Tab, number>> = { signals: company.openSignalCount }
  return (
    <>
      <div class="company-head">
        <div>
          <Heading>{company.name}</Heading>
          <p class="facts">
            <span>{texts.company.number(company.number)}</span>
            {link !== undefined && <LinkState link={link} />}
          </p>
        </div>
        {runs.length > 0 && (
          <figure>
            <NightsChart runs={company.chartRuns.edges.map(({ node }) => node)} />
            <figcaption class="minor">{texts.companies.mutations}</figcaption>
          </figure>
        )}
      </div>
      <RunPanel company={company} runs={runs} linkStatus={link === null ? null : link?.status} />
      <nav class="tabs" aria-label={texts.company.sections}>
        {tabs
          .filter((tab) => mayDecide || tab !== 'link')
          .map((tab) => (
            <a key={tab} href={companyPath(company.number, tab)} aria-current={tab === route.tab ? 'page' : undefined}>
              {texts.tabs[tab]}
              {counts[tab] ? <span class="count">{counts[tab]}</span> : null}
            </a>
          ))}
      </nav>
      {route.tab === 'mutations' && (
        <MutationsSection company={company} kind={route.kind} person={route.person} settled={settled} />
      )}
      {route.tab === 'signals' && <SignalsSection company={company} settled={settled} />}
      {route.tab === 'sync' && (
        <SyncSection company={company} runs={runs} chosen={route.run} mayDecide={mayDecide} onDecided={onChange} />
      )}
      {route.tab === 'rules' && <RulesSection company={company} />}
      {route.tab === 'mail' && <MailSection company={company} />}
      {route.tab === 'link' && mayDecide && <LinkSection company={company} onChange={onChange} />}
    </>
  )
}
