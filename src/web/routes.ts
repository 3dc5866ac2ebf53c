/** Where the reader is: all of it stands in the address, so that going back, reloading and sharing a link work. */
import { useEffect, useState } from 'preact/hooks'

export const tabs = ['mutations', 'signals', 'sync', 'rules', 'mail', 'link'] as const
export type Tab = (typeof tabs)[number]

export type Route =
  | { screen: 'companies'; search: string }
  | {
      screen: 'company'
      number: string
      tab: Tab
      /** Of the mutation list: only this kind, only this participant. */
      kind: string | null
      person: string | null
      /** The sync run that is looked at; null is the latest. */
      run: string | null
    }

/** The address of a company, for a link: `#/companies/1001/mutations?kind=SALARY`. */
export function companyPath(number: string, tab: Tab = 'mutations', query: Record<string, string | null> = {}): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value) parameters.set(name, value)
  return `#/companies/${encodeURIComponent(number)}/${tab}${parameters.size > 0 ? `?${parameters}` : ''}`
}

export const companiesPath = (search = ''): string => (search ? `#/?${new URLSearchParams({ search })}` : '#/')

/** The address of the playground, with a company chosen. */
export const playgroundPath = (company: string | null): string =>
  company === null ? 'graphql' : `graphql?${new URLSearchParams({ bedrijf: company })}`

export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash)
  useEffect(() => {
    const follow = () => setHash(location.hash)
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  return routeOf(hash)
}

/** Goes there without leaving the present place behind, for what changes while typing. */
export function replaceRoute(path: string): void {
  history.replaceState(null, '', path)
  dispatchEvent(new HashChangeEvent('hashchange'))
}

export function routeOf(hash: string): Route {
  const { pathname, searchParams } = new URL(hash.slice(1) || '/', 'http://page')
  const [, folder, number, tab] = pathname.split('/')
  if (folder !== 'companies' || !number) return { screen: 'companies', search: searchParams.get('search') ?? '' }
  return {
    screen: 'company',
    number: decodeURIComponent(number),
    tab: tabs.find((name) => name === tab) ?? 'mutations',
    kind: searchParams.get('kind'),
    person: searchParams.get('person'),
    run: searchParams.get('run'),
  }
}
