/** How a company is read, and when a sync is held. */

import { type LinkFragment, type SyncSettingsInput, UpdateSettingsDocument } from '../../generated/web-operations.ts'
import { useAction } from '../api/action.ts'
import { useAnnounce } from '../parts/announcer.tsx'
import { Button } from '../parts/button.tsx'
import { Field, type FieldProps } from '../parts/field.tsx'
import { Notice } from '../parts/notice.tsx'
import { Switch } from '../parts/switch.tsx'
import { useTyped } from '../parts/typed.ts'
import { useTexts } from '../texts/context.ts'

type SettingsFormProps = { company: { id: string }; settings: LinkFragment['settings']; onSaved(): void }

type SettingName = Exclude<keyof LinkFragment['settings'], 'readBsn'>
type Setting = { input: Partial<FieldProps>; read(text: string): SyncSettingsInput[SettingName] }

const percent: Setting = { input: { type: 'number', min: 0, max: 100, step: 'any', required: true }, read: String }
const codes: Setting = {
  input: { pattern: '[0-9 ,]*' },
  read: (text) => text.split(/[ ,]+/).filter(Boolean).map(Number),
}

/** What is typed for each setting, and what the API is sent for it. */
const settingsByName: Record<SettingName, Setting> = {
  fullTimeHoursPerWeek: {
    input: { type: 'number', min: 1, max: 168, step: 'any' },
    read: (text) => text || null,
  },
  holdWhenLeaversExceedPercent: percent,
  holdWhenEmptiedExceedPercent: percent,
  holdFromPeople: { input: { type: 'number', min: 1, required: true }, read: Number },
  employeeTypes: { ...codes, input: { ...codes.input, required: true } },
  traineeEmploymentTypes: codes,
  onCallInfluenceCodes: codes,
}
const names = Object.keys(settingsByName) as SettingName[]

const inText = (value: LinkFragment['settings'][SettingName]): string =>
  Array.isArray(value) ? value.join(', ') : value === null ? '' : String(Number(value))

/** Sends only what was changed; the switch for the BSN works at once. */
export function SettingsForm({ company, settings, onSaved }: SettingsFormProps) {
  const texts = useTexts()
  const announce = useAnnounce()
  const { act, busy, problem } = useAction(UpdateSettingsDocument)
  const { typed, type, forget } = useTyped<SettingName>()
  const save = async (input: SyncSettingsInput) => {
    if (!(await act({ company: company.id, input }))) return false
    announce(texts.saved)
    onSaved()
    return true
  }
  const saveTyped = async (event: Event) => {
    event.preventDefault()
    const changes = Object.entries(typed).map(([name, text]) => [name, settingsByName[name as SettingName].read(text)])
    if (await save(Object.fromEntries(changes))) forget(typed)
  }
  return (
    <details class="card">
      <summary>{texts.settings.title}</summary>
      <form class="settings" onSubmit={saveTyped}>
        {names.map((name) => (
          <Field
            {...settingsByName[name].input}
            key={name}
            label={texts.settings.fields[name].label}
            hint={texts.settings.fields[name].hint}
            value={typed[name] ?? inText(settings[name])}
            onValue={(text) => type(name, text)}
            problem={problem?.fields[name]}
          />
        ))}
        <Switch
          label={texts.settings.readBsn.label}
          hint={texts.settings.readBsn.hint}
          isOn={settings.readBsn}
          busy={busy}
          onSwitch={(readBsn) => void save({ readBsn })}
        />
        <Button type="submit" isOff={busy || Object.keys(typed).length === 0}>
          {texts.save}
        </Button>
        {problem && Object.keys(problem.fields).length === 0 && (
          <Notice tone="danger" isAlert>
            {problem.message}
          </Notice>
        )}
      </form>
    </details>
  )
}
