/** Which mail the viewer gets about a company. Nobody sees or sets that of someone else. */
import { MailPreferenceDocument, UpdateMailPreferenceDocument } from '../../generated/web-operations.ts'
import { useAction } from '../api/action.ts'
import { useFresh } from '../api/queries.ts'
import { useAnnounce } from '../parts/announcer.tsx'
import { Answer } from '../parts/answer.tsx'
import { Notice } from '../parts/notice.tsx'
import { Switch } from '../parts/switch.tsx'
import { useTexts } from '../texts/context.ts'

const kinds = ['nightlyDigest', 'manualMutations'] as const
const none = { nightlyDigest: false, manualMutations: false }

export function MailSection({ company }: { company: { id: string } }) {
  const texts = useTexts()
  const announce = useAnnounce()
  const asked = useFresh(MailPreferenceDocument, { company: company.id })
  const { act, busy, problem } = useAction(UpdateMailPreferenceDocument)
  const save = async (preference: typeof none) => {
    if (!(await act({ company: company.id, ...preference }))) return
    announce(texts.saved)
    asked.ask()
  }
  return (
    <section aria-label={texts.tabs.mail}>
      <Answer to={asked}>
        {(data) => {
          const { email, ...preference } = data.company?.mailPreference ?? { email: null, ...none }
          return (
            <div class="card mail">
              <p class="minor">{email ? texts.mail.goesTo(email) : texts.mail.explanation}</p>
              {kinds.map((kind) => (
                <Switch
                  key={kind}
                  {...texts.mail.kinds[kind]}
                  isOn={preference[kind]}
                  busy={busy}
                  onSwitch={(isOn) => void save({ ...none, ...preference, [kind]: isOn })}
                />
              ))}
              {problem && (
                <Notice tone="danger" isAlert>
                  {problem.message}
                </Notice>
              )}
            </div>
          )
        }}
      </Answer>
    </section>
  )
}
