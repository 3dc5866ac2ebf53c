/** The panel of ready operations beside GraphiQL. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ReadyOperation } from '../ready-operation.ts'
import { groups } from '../ready-operations.ts'
import { variablesText } from '../variables-text.ts'
import { addressOf, asked } from './address.ts'
import { NotSignedIn, session } from './api.ts'
import { type Company, companyWith, knownOf, listCompanies } from './companies.ts'
import { CompanyChoice } from './company-choice.tsx'
import { openTab, showGraphiQL } from './graphiql.ts'
import { OperationList } from './operation-list.tsx'
import { SignIn } from './sign-in.tsx'
import { nameOf, textOf } from './texts.ts'

const operations = groups.flatMap((group) => group.operations)
const first = operations.find(({ slug }) => slug === (asked.operation ?? 'mutatielijsten')) ?? operations[0]!

export function Playground() {
  const [companies, setCompanies] = useState<Company[]>([])
  const [more, setMore] = useState(false)
  const [chosen, setChosen] = useState<Company | null>(null)
  const [current, setCurrent] = useState(first)
  const [problem, setProblem] = useState<unknown>(null)
  const editor = useRef<HTMLElement>(null)

  /** What goes wrong is told in the panel. */
  const attempt = (work: () => Promise<unknown>) => void work().then(() => setProblem(null), setProblem)

  const list = async (search?: string): Promise<Company[]> => {
    const found = await listCompanies(search)
    setCompanies(found.companies)
    setMore(found.more)
    return found.companies
  }
  const tabOf = async (operation: ReadyOperation, company: Company | null) => ({
    operationName: nameOf(operation),
    query: textOf(operation),
    variables: variablesText(operation, await knownOf(company)),
  })
  const open = (operation: ReadyOperation, company = chosen) =>
    attempt(async () => {
      await openTab(await tabOf(operation, company))
      setCurrent(operation)
      history.replaceState(null, '', addressOf(operation, company))
    })
  const choose = (company: Company) => {
    setChosen(company)
    open(current, company)
  }

  useEffect(() => {
    attempt(async () => {
      let before = await list()
      const company = (asked.company && (await companyWith(asked.company))) || (before[0] ?? null)
      setChosen(company)
      await showGraphiQL(editor.current!, {
        first: await tabOf(first, company),
        headers: session.headers(),
        /** A company that was just added is the one to go on with. */
        onMutation: () =>
          attempt(async () => {
            const after = await list()
            const added = after.find(({ id }) => !before.some((company) => company.id === id))
            before = after
            if (added) setChosen(added)
          }),
      })
    })
  }, [])

  return (
    <>
      <nav class="panel" aria-label="Kant-en-klare bewerkingen">
        <h1>
          <a href="/">EBlinC · Nmbrs</a>
        </h1>
        {problem instanceof NotSignedIn ? (
          <SignIn />
        ) : (
          <>
            {problem instanceof Error && <p role="alert">{problem.message}</p>}
            <CompanyChoice
              companies={companies}
              more={more}
              chosen={chosen}
              onChoose={choose}
              onSearch={(text) => attempt(() => list(text))}
            />
            <OperationList groups={groups} current={current} company={chosen} onOpen={open} />
          </>
        )}
      </nav>
      <main ref={editor} />
    </>
  )
}
