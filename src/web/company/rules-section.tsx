/** Which schemes new participants of a company join by themselves, and when. */

import { type RuleFragment, RulesDocument, UpdateRuleDocument } from '../../generated/web-operations.ts'
import { useAction } from '../api/action.ts'
import { useFresh } from '../api/queries.ts'
import { useAnnounce } from '../parts/announcer.tsx'
import { Answer } from '../parts/answer.tsx'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { Notice } from '../parts/notice.tsx'
import { Switch } from '../parts/switch.tsx'
import { useTyped } from '../parts/typed.ts'
import { useLocale, useTexts } from '../texts/context.ts'

export function RulesSection({ company }: { company: { id: string } }) {
  const texts = useTexts()
  const asked = useFresh(RulesDocument, { company: company.id, locale: useLocale() })
  return (
    <section aria-label={texts.tabs.rules}>
      <p class="minor">{texts.rules.explanation}</p>
      <Answer to={asked}>
        {(data) => (
          <ul class="rules">
            {data.company?.enrolmentRules.map((rule) => (
              <li class="card" key={rule.id}>
                <RuleForm company={company.id} rule={rule} onSaved={asked.ask} />
              </li>
            ))}
          </ul>
        )}
      </Answer>
    </section>
  )
}

type RuleFormProps = { company: string; rule: RuleFragment; onSaved(): void }

/** The switch works at once; age and months when they are saved. */
function RuleForm({ company, rule, onSaved }: RuleFormProps) {
  const texts = useTexts()
  const locale = useLocale()
  const announce = useAnnounce()
  const { act, busy, problem } = useAction(UpdateRuleDocument)
  const { typed, type, forget } = useTyped<'age' | 'months'>()
  const age = typed.age ?? String(rule.minimumAge ?? '')
  const months = typed.months ?? String(rule.waitingMonths)
  const { name, code, voluntary } = rule.scheme
  const save = async (change: { automatic?: boolean; minimumAge?: number | null; waitingMonths?: number }) => {
    const saved = await act({ input: { companyId: company, scheme: code, ...change }, locale })
    if (!saved) return false
    announce(texts.saved)
    onSaved()
    return true
  }
  const saveTyped = async (event: Event) => {
    event.preventDefault()
    if (await save({ minimumAge: age === '' ? null : Number(age), waitingMonths: Number(months) })) forget(typed)
  }
  return (
    <form onSubmit={saveTyped} aria-label={name}>
      <Switch
        label={name}
        hint={voluntary ? texts.rules.voluntary : texts.rules.usual}
        isOn={rule.automatic}
        busy={busy}
        onSwitch={(automatic) => void save({ automatic })}
      />
      <Field
        type="number"
        label={texts.rules.minimumAge}
        value={age}
        min={0}
        max={100}
        onValue={(value) => type('age', value)}
        problem={problem?.fields.minimumAge}
      />
      <Field
        type="number"
        label={texts.rules.waitingMonths}
        value={months}
        min={0}
        max={120}
        required
        onValue={(value) => type('months', value)}
        problem={problem?.fields.waitingMonths}
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
  )
}
