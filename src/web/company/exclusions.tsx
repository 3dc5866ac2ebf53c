import type { RunDetailsQuery } from '../../generated/web-operations.ts'
import { Person } from '../parts/person.tsx'
import { useTexts } from '../texts/context.ts'

type Exclusion = NonNullable<RunDetailsQuery['syncRun']>['exclusions'][number]

/** Whom a run left out, and why. */
export function Exclusions({ exclusions }: { exclusions: readonly Exclusion[] }) {
  const texts = useTexts()
  if (exclusions.length === 0) return null
  return (
    <details class="card">
      <summary>{texts.exclusions.title(exclusions.length)}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{texts.exclusions.name}</th>
            <th scope="col">{texts.exclusions.employeeId}</th>
            <th scope="col">{texts.exclusions.reason}</th>
          </tr>
        </thead>
        <tbody>
          {exclusions.map(({ nmbrsEmployeeId, employeeNumber, name, message }) => (
            <tr key={nmbrsEmployeeId}>
              <th scope="row">
                <Person name={name} employeeNumber={employeeNumber} />
              </th>
              <td data-label={texts.exclusions.employeeId}>{nmbrsEmployeeId}</td>
              <td data-label={texts.exclusions.reason}>{message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
