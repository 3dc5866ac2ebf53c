import { useTexts } from '../texts/context.ts'
import { Badge } from './badge.tsx'

/** How many signals are open, with the way to them. */
export function SignalCount({ count, href }: { count: number; href: string }) {
  const texts = useTexts()
  if (count === 0) return <span class="minor">{texts.noSignals}</span>
  return (
    <a href={href}>
      <Badge tone="warning" icon="warning">
        {texts.signalCount(count)}
      </Badge>
    </a>
  )
}
