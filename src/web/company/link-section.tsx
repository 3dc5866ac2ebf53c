/** The link of a company to Nmbrs: making it, trying it, and switching it on and off. */

import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { LinkDocument, type LinkFragment } from '../../generated/web-operations.ts'
import { useFresh } from '../api/queries.ts'
import { Answer } from '../parts/answer.tsx'
import { useLostFocus } from '../parts/focus.ts'
import { LinkState } from '../parts/link-state.tsx'
import { Moment } from '../parts/time.tsx'
import { useLocale, useTexts } from '../texts/context.ts'
import { LinkActions } from './link-actions.tsx'
import { LinkForm } from './link-form.tsx'
import { SettingsForm } from './settings-form.tsx'

type LinkSectionProps = { company: { id: string; name: string }; onChange(): void }

export function LinkSection({ company, onChange }: LinkSectionProps) {
  const texts = useTexts()
  const asked = useFresh(LinkDocument, { company: company.id, locale: useLocale() })
  const [isReplacing, setReplacing] = useState(false)
  const section = useRef<HTMLElement>(null)
  useLostFocus(section, asked.data && `${isReplacing} ${asked.data.company?.nmbrsConnection?.id}`)
  const changed = () => {
    setReplacing(false)
    asked.ask()
    onChange()
  }
  return (
    <section aria-label={texts.tabs.link} ref={section} tabIndex={-1}>
      <Answer to={asked}>
        {(data) => {
          const link = data.company?.nmbrsConnection
          if (!link) return <LinkForm company={company} onSaved={changed} />
          return (
            <>
              <div class="card">
                <LinkFacts link={link} />
                <LinkActions company={company} link={link} onChange={changed} onReplace={() => setReplacing(true)} />
              </div>
              {isReplacing && (
                <LinkForm company={company} link={link} onSaved={changed} onCancel={() => setReplacing(false)} />
              )}
              <SettingsForm company={company} settings={link.settings} onSaved={changed} />
            </>
          )
        }}
      </Answer>
    </section>
  )
}

function LinkFacts({ link }: { link: LinkFragment }) {
  const texts = useTexts()
  const { nmbrsCompany, schedule } = link
  const facts: [string, ComponentChildren][] = [
    [texts.link.nmbrsCompany, nmbrsCompany && `${nmbrsCompany.number} – ${nmbrsCompany.name}`],
    [texts.link.chamberOfCommerce, nmbrsCompany?.chamberOfCommerceNumber],
    [texts.link.username, link.username],
    [texts.link.token, `••••${link.tokenHint}`],
    [texts.link.domain, link.domain && `${link.domain}.nmbrs.nl`],
    [texts.link.nextNight, schedule.nextRunAt && <Moment value={schedule.nextRunAt} />],
  ]
  return (
    <>
      <p>
        <LinkState link={link} />
      </p>
      <dl class="facts-list">
        {facts.map(
          ([label, value]) =>
            value && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </>
  )
}
