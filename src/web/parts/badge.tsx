/** A state in a word, with a colour and a drawing to find it by. */
import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'

export type Tone = 'good' | 'warning' | 'danger' | 'info' | 'quiet'

type BadgeProps = { tone: Tone; icon: IconName; children: ComponentChildren }

export const Badge = ({ tone, icon, children }: BadgeProps) => (
  <span class={`badge ${tone}`}>
    <Icon name={icon} />
    {children}
  </span>
)
