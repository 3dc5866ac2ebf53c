/** The sync runs of a company: one of them in full, and the latest to choose from. */
import type { RunFragment } from '../../generated/web-operations.ts'
import { RunState } from '../parts/run-state.tsx'
import { Moment } from '../parts/time.tsx'
import { companyPath } from '../routes.ts'
import { useTexts } from '../texts/context.ts'
import { RunDetails } from './run-details.tsx'

type SyncSectionProps = {
  company: { id: string; number: string }
  runs: readonly RunFragment[]
  /** The run that the address asks for; null is the latest. */
  chosen: string | null
  mayDecide: boolean
  onDecided(): void
}

export function SyncSection({ company, runs, chosen, mayDecide, onDecided }: SyncSectionProps) {
  const texts = useTexts()
  const shown = chosen ?? runs[0]?.id
  const { revision = 0 } = runs.find(({ id }) => id === shown) ?? {}
  if (!shown) return <p>{texts.run.none}</p>
  return (
    <>
      <RunDetails key={shown} id={shown} revision={revision} mayDecide={mayDecide} onDecided={onDecided} />
      <h2>{texts.run.earlier}</h2>
      <table class="runs">
        <thead>
          <tr>
            <th scope="col">{texts.run.when}</th>
            <th scope="col">{texts.run.trigger}</th>
            <th scope="col">{texts.run.state}</th>
            <th scope="col" class="number">
              {texts.run.mutations}
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map(({ id, queuedAt, trigger, mode, status, counts }) => (
            <tr key={id}>
              <th scope="row">
                <a
                  href={companyPath(company.number, 'sync', { run: id })}
                  aria-current={id === shown ? 'true' : undefined}
                >
                  <Moment value={queuedAt} />
                </a>
              </th>
              <td data-label={texts.run.trigger}>
                {texts.run.ofTrigger[trigger]}
                {mode === 'PREVIEW' && `, ${texts.run.asPreview}`}
              </td>
              <td data-label={texts.run.state}>
                <RunState status={status} />
              </td>
              <td data-label={texts.run.mutations} class="number">
                {counts.mutations}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
