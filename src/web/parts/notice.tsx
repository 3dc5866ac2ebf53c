/** Something to take note of. Wherever one can appear later on stands a live region around it, or `isAlert`. */
import type { ComponentChildren } from 'preact'
import type { Tone } from './badge.tsx'
import { Icon, type IconName } from './icon.tsx'

type NoticeProps = {
  tone: Exclude<Tone, 'quiet'>
  /** Read out at once: for the answer to what the reader just did. */
  isAlert?: boolean
  children: ComponentChildren
}

const icons: Record<NoticeProps['tone'], IconName> = {
  good: 'good',
  warning: 'warning',
  danger: 'danger',
  info: 'info',
}

export const Notice = ({ tone, isAlert = false, children }: NoticeProps) => (
  <div class={`notice ${tone}`} role={isAlert ? 'alert' : undefined}>
    <Icon name={icons[tone]} />
    <div>{children}</div>
  </div>
)
