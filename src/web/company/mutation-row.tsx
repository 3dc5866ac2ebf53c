import type { MutationFragment } from '../../generated/web-operations.ts'
import { Changes } from '../parts/changes.tsx'
import { Person } from '../parts/person.tsx'
import { companyPath } from '../routes.ts'
import { useLocale, useTexts } from '../texts/context.ts'
import { formatDate, formatMoment } from '../texts/format.ts'

type MutationRowProps = { mutation: MutationFragment; company: { number: string }; isNew?: boolean }

/** One entry of the mutation list; the name leads to all of that participant. */
export function MutationRow({ mutation, company, isNew = false }: MutationRowProps) {
  const texts = useTexts()
  const locale = useLocale()
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
      <td data-label={texts.mutations.effectiveDate}>{formatDate(effectiveDate, locale)}</td>
      <td data-label={texts.mutations.entered}>
        {formatMoment(createdAt, locale)} <span class="minor">{actor ?? texts.sources[source]}</span>
      </td>
    </tr>
  )
}
