import { useId } from 'preact/hooks'
import { useTexts } from '../texts/context.ts'

type SwitchProps = { label: string; hint: string; isOn: boolean; busy: boolean; onSwitch(isOn: boolean): void }

/** Shows what the server has: it moves when the server says so. */
export function Switch({ label, hint, isOn, busy, onSwitch }: SwitchProps) {
  const texts = useTexts()
  const id = useId()
  return (
    <div class="switch">
      <button
        type="button"
        role="switch"
        aria-checked={isOn}
        aria-labelledby={`${id}-label`}
        aria-describedby={`${id}-hint`}
        aria-disabled={busy}
        onClick={() => busy || onSwitch(!isOn)}
      />
      <div>
        <strong id={`${id}-label`}>{label}</strong>
        <span class="minor" id={`${id}-hint`}>
          {hint}
        </span>
      </div>
      <span class="minor" aria-hidden="true">
        {isOn ? texts.on : texts.off}
      </span>
    </div>
  )
}
