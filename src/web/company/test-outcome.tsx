/** What trying a login at Nmbrs found: what to do, and which calls the account may use. */
import type { TestLinkMutation } from '../../generated/web-operations.ts'
import { Badge } from '../parts/badge.tsx'
import { Notice } from '../parts/notice.tsx'
import { useTexts } from '../texts/context.ts'

export type ConnectionTest = Extract<TestLinkMutation['testNmbrsConnection'], { data: unknown }>['data']

type TestOutcomeProps = {
  test: ConnectionTest
  /** Whether one of several companies is still to be chosen. */
  mustChoose?: boolean
}

export function TestOutcome({ test, mustChoose = false }: TestOutcomeProps) {
  const texts = useTexts()
  const hasReadTypes = test.rights.some(({ call, allowed }) => call === 'EmployeeType_GetList' && allowed)
  return (
    <div class="test-outcome">
      <Notice tone={!test.ok ? 'danger' : mustChoose ? 'warning' : 'good'} isAlert>
        {test.advice.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </Notice>
      <details open={!test.ok}>
        <summary>{texts.test.rights(test.rights.filter(({ allowed }) => allowed).length, test.rights.length)}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.test.call}</th>
              <th scope="col">{texts.test.allowed}</th>
            </tr>
          </thead>
          <tbody>
            {test.rights.map(({ service, call, purpose, allowed, required }) => (
              <tr key={`${service} ${call}`}>
                <th scope="row">
                  {purpose}
                  <code class="minor">
                    {service} · {call}
                  </code>
                </th>
                <td data-label={texts.test.allowed}>
                  {allowed ? (
                    <Badge tone="good" icon="good">
                      {texts.test.yes}
                    </Badge>
                  ) : (
                    <Badge tone={required ? 'danger' : 'quiet'} icon={required ? 'danger' : 'off'}>
                      {required ? texts.test.missing : texts.test.notNeeded}
                    </Badge>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
      {hasReadTypes && <EmployeeTypes types={test.employeeTypes} />}
    </div>
  )
}

function EmployeeTypes({ types }: { types: ConnectionTest['employeeTypes'] }) {
  const texts = useTexts()
  return (
    <details>
      <summary>{texts.test.types(types.filter(({ staff }) => staff).length, types.length)}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{texts.test.type}</th>
            <th scope="col">{texts.test.staff}</th>
          </tr>
        </thead>
        <tbody>
          {types.map(({ id, description, staff }) => (
            <tr key={id}>
              <th scope="row">
                {id} – {description}
              </th>
              <td data-label={texts.test.staff}>{staff ? texts.test.isStaff : texts.test.isNoStaff}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
