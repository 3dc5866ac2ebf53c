import type { SyncStatus } from '../../generated/web-operations.ts'
import { useTexts } from '../texts/context.ts'
import { Badge, type Tone } from './badge.tsx'
import type { IconName } from './icon.tsx'

const looks: Record<SyncStatus, { tone: Tone; icon: IconName }> = {
  QUEUED: { tone: 'info', icon: 'busy' },
  RUNNING: { tone: 'info', icon: 'busy' },
  SUCCEEDED: { tone: 'good', icon: 'good' },
  HELD: { tone: 'warning', icon: 'hold' },
  FAILED: { tone: 'danger', icon: 'danger' },
  REJECTED: { tone: 'quiet', icon: 'off' },
  SUPERSEDED: { tone: 'quiet', icon: 'off' },
}

/** How a sync run stands. */
export const RunState = ({ status }: { status: SyncStatus }) => (
  <Badge {...looks[status]}>{useTexts().runStatus[status]}</Badge>
)
