/** A labelled input, with a hint and what is wrong with it. */
import { useId } from 'preact/hooks'

export type FieldProps = {
  label: string
  value: string
  onValue(value: string): void
  type?: 'text' | 'password' | 'number'
  hint?: string
  problem?: string | undefined
  required?: boolean
  autocomplete?: 'off' | 'new-password'
  min?: number
  max?: number
  step?: 'any'
  pattern?: string
}

export function Field({ label, value, onValue, type = 'text', hint, problem, ...input }: FieldProps) {
  const id = useId()
  const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ')
  return (
    <div class={`field ${type}`}>
      <label for={id}>{label}</label>
      <input
        {...input}
        id={id}
        type={type as 'text'} // the types of Preact want to know which one it is
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
        aria-invalid={problem !== undefined}
        aria-describedby={described || undefined}
      />
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {problem && (
        <p class="problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </div>
  )
}
