/** The sync runs of a company as they move, newest first. */
import { useSubscription } from '@urql/preact'
import { type RunFragment, RunUpdatedDocument } from '../../generated/web-operations.ts'
import { useOnChange } from '../api/queries.ts'
import { useLocale } from '../texts/context.ts'

type AskedRuns = { id: string; syncRuns: { edges: { node: RunFragment }[] } }

export type Runs = {
  runs: RunFragment[]
  /** Changes whenever a run has come to rest: what is shown of the company may be different now. */
  settled: string
}

/** `onSettled` is called whenever a run has come to rest. */
export function useRuns({ id, syncRuns }: AskedRuns, onSettled: () => void): Runs {
  const locale = useLocale()
  const [{ data: live = new Map<string, RunFragment>() }] = useSubscription(
    { query: RunUpdatedDocument, variables: { company: id, locale } },
    (known: Map<string, RunFragment> = new Map(), { syncRunUpdated: run }) => new Map(known).set(run.id, run),
  )
  const asked = new Map(syncRuns.edges.map(({ node }) => [node.id, node]))
  const newest = (run: RunFragment) => {
    const update = live.get(run.id)
    return update && update.revision > run.revision ? update : run
  }
  const runs = [...asked.values(), ...[...live.values()].filter((run) => !asked.has(run.id))]
    .map(newest)
    .toSorted((a, b) => b.queuedAt.localeCompare(a.queuedAt))

  const settled = [...live.values()]
    .filter((run) => !isMoving(run))
    .map(({ id, revision }) => `${id} ${revision}`)
    .join()
  useOnChange(onSettled, settled)
  return { runs, settled }
}

/** Whether something is still to come of this run by itself. */
export const isMoving = ({ status }: Pick<RunFragment, 'status'>): boolean =>
  status === 'QUEUED' || status === 'RUNNING'
