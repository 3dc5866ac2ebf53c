/** All companies that the viewer may see: the state of their link, the last night, and what is open. */
import { useSubscription } from '@urql/preact'
import { useState } from 'preact/hooks'
import {
  AnyMutationDocument,
  CompaniesDocument,
  type CompaniesQuery,
  type Role,
} from '../../generated/web-operations.ts'
import { useMinutes } from '../api/minutes.ts'
import { useFresh } from '../api/queries.ts'
import { Answer } from '../parts/answer.tsx'
import { Heading } from '../parts/heading.tsx'
import { LastNight } from '../parts/last-night.tsx'
import { LinkState } from '../parts/link-state.tsx'
import { chartBegins, NightsChart } from '../parts/nights-chart.tsx'
import { PageBody, type PageProps, Pages } from '../parts/pages.tsx'
import { useSettled, useThrottled } from '../parts/settled.ts'
import { SignalCount } from '../parts/signal-count.tsx'
import { companiesPath, companyPath, replaceRoute } from '../routes.ts'
import { useLocale, useTexts } from '../texts/context.ts'
import { NewCompany } from './new-company.tsx'

const columns = 5

type CompaniesProps = { search: string; role: Role }

export function CompaniesScreen({ search, role }: CompaniesProps) {
  const texts = useTexts()
  const news = `${useDoorbell()} ${useMinutes()}`
  const settled = useSettled(search)
  return (
    <>
      <Heading>{texts.companies.title}</Heading>
      <search>
        <label class="search">
          <span>{texts.companies.search}</span>
          <input
            type="search"
            value={search}
            onInput={(event) => replaceRoute(companiesPath(event.currentTarget.value))}
          />
        </label>
      </search>
      <table class="companies">
        <thead>
          <tr>
            <th scope="col">{texts.companies.company}</th>
            {role !== 'EMPLOYER' && <th scope="col">{texts.companies.link}</th>}
            <th scope="col">{texts.companies.lastNight}</th>
            <th scope="col">{texts.companies.signals}</th>
            <th scope="col">{texts.companies.mutations}</th>
          </tr>
        </thead>
        <Pages key={settled} columns={columns}>
          {(page) => <CompaniesPage {...page} search={settled} role={role} news={news} />}
        </Pages>
      </table>
      {role === 'HELPDESK' && <NewCompany />}
    </>
  )
}

/** `news` changes whenever something may have changed. */
function CompaniesPage({ after, more, search, role, news }: PageProps & CompaniesProps & { news: string }) {
  const texts = useTexts()
  const [since] = useState(chartBegins)
  const asked = useFresh(CompaniesDocument, { search, after, since, locale: useLocale() }, news)
  return (
    <PageBody after={after}>
      <Answer to={asked} columns={columns}>
        {({ companies: { edges, pageInfo } }) => (
          <>
            {edges.map(({ node }) => (
              <CompanyRow key={node.id} company={node} role={role} />
            ))}
            {edges.length === 0 && after === null && (
              <tr>
                <td colSpan={columns}>{search ? texts.companies.noneFound : texts.companies.none}</td>
              </tr>
            )}
            {pageInfo.hasNextPage && more(pageInfo.endCursor)}
          </>
        )}
      </Answer>
    </PageBody>
  )
}

type CompanyRowProps = { company: CompaniesQuery['companies']['edges'][number]['node']; role: Role }

function CompanyRow({ company, role }: CompanyRowProps) {
  const texts = useTexts()
  const { number, name, nmbrsConnection, openSignalCount } = company
  return (
    <tr>
      <th scope="row">
        <a href={companyPath(number)}>{name}</a>
        <span class="minor">{number}</span>
      </th>
      {role !== 'EMPLOYER' && (
        <td data-label={texts.companies.link}>
          <LinkState link={nmbrsConnection} />
        </td>
      )}
      <td data-label={texts.companies.lastNight}>
        <LastNight night={company.lastNight.edges[0]?.node} />
      </td>
      <td data-label={texts.companies.signals}>
        <SignalCount count={openSignalCount} href={companyPath(number, 'signals')} />
      </td>
      <td data-label={texts.companies.mutations}>
        <NightsChart runs={company.chartRuns.edges.map(({ node }) => node)} />
      </td>
    </tr>
  )
}

/** Counts up, at most once in two seconds, when something has changed for any company. */
function useDoorbell(): number {
  const [{ data: rung = 0 }] = useSubscription({ query: AnyMutationDocument }, (count: number = 0, _rung) => count + 1)
  return useThrottled(rung, 2_000)
}
