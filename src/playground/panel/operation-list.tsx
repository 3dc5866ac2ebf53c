/** The ready operations by their titles, in the order of the work. */
import type { ReadyOperation } from '../ready-operation.ts'
import type { Group } from '../ready-operations.ts'
import { addressOf } from './address.ts'
import type { Company } from './companies.ts'
import { purposeOf } from './texts.ts'

type Props = {
  groups: readonly Group[]
  current: ReadyOperation
  /** For which they are, in another window too. */
  company: Company | null
  onOpen(operation: ReadyOperation): void
}

export const OperationList = ({ groups, current, company, onOpen }: Props) =>
  groups.map(({ title, operations }) => (
    <section key={title}>
      <h2>{title}</h2>
      <ul>
        {operations.map((operation) => (
          <li key={operation.slug}>
            <OperationLink operation={operation} isCurrent={operation === current} company={company} onOpen={onOpen} />
            {operation === current && <p>{purposeOf(operation)}</p>}
          </li>
        ))}
      </ul>
    </section>
  ))

/** A link, so that any of them can be opened in a window of its own; what is live is, to be watched beside the others. */
function OperationLink({ operation, isCurrent, company, onOpen }: LinkProps) {
  const purpose = purposeOf(operation)
  const address = addressOf(operation, company)
  if (operation.live)
    return (
      // biome-ignore lint/security/noBlankTarget: this page itself, with the sign-in of this window
      <a href={address} target="_blank" rel="opener" title={purpose} aria-current={isCurrent}>
        {operation.title} <small>nieuw venster</small>
      </a>
    )
  return (
    <a
      href={address}
      title={purpose}
      aria-current={isCurrent}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        onOpen(operation)
      }}
    >
      {operation.title}
    </a>
  )
}
type LinkProps = Pick<Props, 'company' | 'onOpen'> & { operation: ReadyOperation; isCurrent: boolean }
