import type { NmbrsLinkStatus } from '../../generated/web-operations.ts'
import { useTexts } from '../texts/context.ts'
import { Badge, type Tone } from './badge.tsx'
import type { IconName } from './icon.tsx'

type LinkStateProps = { link: { status: NmbrsLinkStatus; attention: string | null } | null }

const looks: Record<NmbrsLinkStatus | 'NONE', { tone: Tone; icon: IconName }> = {
  NONE: { tone: 'quiet', icon: 'off' },
  DISABLED: { tone: 'quiet', icon: 'hold' },
  ENABLED: { tone: 'good', icon: 'good' },
  ATTENTION: { tone: 'warning', icon: 'warning' },
}

/** The state of a company's link to Nmbrs, and what to do when it needs attention. */
export function LinkState({ link }: LinkStateProps) {
  const texts = useTexts()
  const status = link?.status ?? 'NONE'
  return (
    <span class="state">
      <Badge {...looks[status]}>{texts.linkStatus[status]}</Badge>
      {link?.attention && <span class="minor">{link.attention}</span>}
    </span>
  )
}
