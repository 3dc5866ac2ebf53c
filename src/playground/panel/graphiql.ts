/** GraphiQL, as its package brings it: mounted once, and given operations to edit. */

import * as files from 'graphiql-files'
import { getOperationAST, parse } from 'graphql'
import { type Headers, type Operation, post, subscribe } from './api.ts'

type Editor = { getValue(): string; setValue(text: string): void; getModel(): { uri: { path: string } } | null }

declare global {
  interface Window {
    MonacoEnvironment: { globalAPI: boolean; getWorkerUrl(moduleId: string, label: string): string }
    monaco: { editor: { getEditors(): Editor[]; setTheme(name: string): void } }
    YogaGraphiQL: { renderYogaGraphiQL(element: Element, props: Record<string, unknown>): void }
  }
}

const workerUrls: Record<string, string> = {
  editorWorkerService: files.editorWorker,
  json: files.jsonWorker,
  graphql: files.graphqlWorker,
}

export type Tab = { operationName: string; query: string; variables: string }

type Options = {
  /** The tab that is there at first. */
  first: Tab
  /** They go with every request, until the reader edits them. */
  headers: Headers
  /** A mutation was answered, well or badly. */
  onMutation(): void
}

/** Shows GraphiQL in the element. */
export async function showGraphiQL(element: Element, { first, headers, onMutation }: Options): Promise<void> {
  // The editors are reached by Monaco's own global: GraphiQL gives no other way to open a tab from outside.
  window.MonacoEnvironment = {
    globalAPI: true,
    getWorkerUrl: (_module, label) => workerUrls[label] ?? files.editorWorker,
  }
  await Promise.all([loaded('link', { rel: 'stylesheet', href: files.style }), loaded('script', { src: files.script })])
  const headersText = Object.keys(headers).length > 0 ? JSON.stringify(headers, null, 2) : ''
  window.YogaGraphiQL.renderYogaGraphiQL(element, {
    title: 'EBlinC',
    logo: '',
    fetcher: fetcherOf(onMutation),
    // Variables may hold a token of Nmbrs: nothing of what is typed outlives the browser tab.
    storage: sessionStorage,
    shouldPersistHeaders: false,
    initialQuery: first.query,
    initialVariables: first.variables,
    initialHeaders: headersText,
    defaultHeaders: headersText, // of a tab that the reader adds
    defaultEditorToolsVisibility: 'variables',
    onEditQuery: () => {}, // instead of putting it in the address
  })
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', ({ matches }) => followSystem(matches))
}

/** The editors take the colours of the system at the start alone, while all around them goes along with it. */
function followSystem(isDark: boolean): void {
  const isChosen = document.body.matches('.graphiql-light, .graphiql-dark')
  if (!isChosen) window.monaco.editor.setTheme(isDark ? 'graphiql-DARK' : 'graphiql-LIGHT')
}

/**
 * Opens an operation in a tab of its own, or in the one that it has already; what runs is stopped. Resolves when GraphiQL
 * has taken note, a moment later: before that, a next tab would get the name of this one.
 */
export async function openTab({ operationName, query, variables }: Tab): Promise<void> {
  const headers = editorOf('request-headers.json')?.getValue() ?? ''
  stopRunning()
  const tabs = [...document.querySelectorAll<HTMLElement>('.graphiql-tab-button')]
  const tab = tabs.find(({ textContent }) => textContent === operationName)
  const target = tab ?? document.querySelector<HTMLElement>('.graphiql-tab-add')
  target?.click()
  editorOf('operation.graphql')?.setValue(query)
  editorOf('variables.json')?.setValue(variables)
  editorOf('request-headers.json')?.setValue(headers)
  const isNamed = () => document.querySelector('.graphiql-tab-active')?.textContent?.startsWith(operationName)
  for (let tries = 0; tries < 50 && !isNamed(); tries++) await new Promise((resolve) => setTimeout(resolve, 20))
}

const editorOf = (file: string): Editor | undefined =>
  window.monaco.editor.getEditors().find((editor) => editor.getModel()?.uri.path.endsWith(file))

let stopRunning = () => {}

const fetcherOf =
  (onMutation: () => void) =>
  (given: Operation, { headers }: { headers?: Headers } = {}) => {
    const document = parse(given.query)
    // The name that GraphiQL gives may be that of what stood there a moment ago.
    const definition = getOperationAST(document, given.operationName) ?? getOperationAST(document)
    const operation = { ...given, operationName: definition?.name?.value }
    if (definition?.operation === 'subscription') {
      const events = subscribe(operation, headers)
      stopRunning = () => void events.return?.()
      return events
    }
    const answer = post(operation, headers)
    return definition?.operation === 'mutation' ? answer.finally(onMutation) : answer
  }

function loaded<Name extends 'link' | 'script'>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
): Promise<void> {
  const element = Object.assign(document.createElement(name), properties)
  return new Promise((resolve, reject) => {
    element.addEventListener('load', () => resolve())
    element.addEventListener('error', () => reject(new Error('Een deel van deze pagina kon niet worden geladen.')))
    document.head.prepend(element)
  })
}
