/** Small drawings beside words. They say nothing that the words do not say: screen readers skip them. */
const paths = {
  good: 'M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13M5 8.2l2.1 2.1L11 6.2',
  warning: 'M8 1.8L15 14H1zM8 6.2v3.6M8 11.6v.6',
  danger: 'M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6',
  info: 'M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13M8 7.2v4M8 4.6v.6',
  off: 'M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13M5 8h6',
  busy: 'M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13M8 4.5V8l2.4 1.6',
  hold: 'M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13M6.2 5.6v4.8M9.8 5.6v4.8',
  arrow: 'M2.5 8h11M9.5 4l4 4l-4 4',
} as const

export type IconName = keyof typeof paths

export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
)
