import type { MutationFragment } from '../../generated/web-operations.ts'
import { Changes } from '../parts/changes.tsx'
import { Person } from '../parts/person.tsx'
import { DateOf, Moment } from '../parts/time.tsx'
import { companyPath } from '../routes.ts'
import { useTexts } from '../texts/context.ts'

type MutationRowProps = { mutation: MutationFragment; company: { number: string }; isNew?: boolean }

/** One entry of the mutation list; the name leads to all of that participant. */
export function MutationRow({ mutation, company, isNew = false }: MutationRowProps) {
  const texts = useTexts()
  const { participant, kind, summary, changes, effectiveDate, createdAt, source, actor } = mutation
  return (
    <tr class={isNew ? 'arrived' : undefined}>
      <th scope="row">
        <Person
          name={participant.displayName}
          employeeNumber={participant.employeeNumber}
          href={companyPath(company.number, 'mutations', { person: participant.id })}
        />
      </th>
      <td data-label={texts.mutations.kind}>{texts.kinds[kind]}</td>
      <td data-label={texts.mutations.change}>
        <Changes summary={summary} changes={changes} />
      </td>
      <td data-label={texts.mutations.effectiveDate}>
        <DateOf value={effectiveDate} />
      </td>
      <td data-label={texts.mutations.entered}>
        <Moment value={createdAt} /> <span class="minor">{actor ?? texts.sources[source]}</span>
      </td>
    </tr>
  )
}
