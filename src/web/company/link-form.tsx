/** Login and token for the link of one company, tried before they are stored. The token is never shown again. */

import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { ConfigureLinkDocument, type LinkFragment, TestLinkDocument } from '../../generated/web-operations.ts'
import { useAction } from '../api/action.ts'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { Notice } from '../parts/notice.tsx'
import { useLocale, useTexts } from '../texts/context.ts'
import { type ConnectionTest, TestOutcome } from './test-outcome.tsx'

type LinkFormProps = {
  company: { id: string; name: string }
  /** The link whose login is replaced. */
  link?: LinkFragment
  onSaved(): void
  /** For a form that was asked for, which then takes the focus. */
  onCancel?(): void
}

export function LinkForm({ company, link, onSaved, onCancel }: LinkFormProps) {
  const texts = useTexts()
  const locale = useLocale()
  const saving = useAction(ConfigureLinkDocument)
  const testing = useAction(TestLinkDocument)
  const [username, setUsername] = useState(link?.username ?? '')
  const [token, setToken] = useState('')
  const [domain, setDomain] = useState(link?.domain ?? '')
  const [nmbrsCompany, setNmbrsCompany] = useState('')
  const [test, setTest] = useState<ConnectionTest | null>(null)
  const busy = saving.busy || testing.busy
  const problem = saving.problem ?? testing.problem
  const nmbrsCompanyId = nmbrsCompany ? Number(nmbrsCompany) : null
  const login = { companyId: company.id, username, token, domain: domain || null, nmbrsCompanyId }
  const tryIt = async () => {
    setTest(null)
    const found = await testing.act({ input: login, locale })
    setTest(found)
    return found
  }
  /**
   * A login that may read several companies needs a choice: the test tells between which. What lacks in Nmbrs is shown
   * first; whoever then saves all the same can mend it there later.
   */
  const save = async (event: Event) => {
    event.preventDefault()
    const found = test ?? (await tryIt())
    if (!found || (found.companies.length > 1 && !nmbrsCompany) || (!found.ok && found !== test)) return
    if (await saving.act({ input: login })) onSaved()
  }
  const edit = (set: (value: string) => void) => (value: string) => {
    set(value)
    setTest(null)
    setNmbrsCompany('')
    saving.forget()
    testing.forget()
  }
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (onCancel) heading.current?.focus()
  }, [])
  const shownFields = ['username', 'token', 'domain', ...(test && test.companies.length > 1 ? ['nmbrsCompanyId'] : [])]
  return (
    <form class="card link-form" onSubmit={save} aria-label={texts.link.formTitle}>
      <h2 ref={heading} tabIndex={-1}>
        {texts.link.formTitle}
      </h2>
      <p class="minor">{texts.link.explanation}</p>
      <Field
        label={texts.link.username}
        hint={texts.link.usernameHint}
        value={username}
        onValue={edit(setUsername)}
        problem={problem?.fields.username}
        required
        autocomplete="off"
      />
      <Field
        label={texts.link.token}
        hint={texts.link.tokenHint}
        type="password"
        value={token}
        onValue={edit(setToken)}
        problem={problem?.fields.token}
        required
        autocomplete="new-password"
      />
      <Field
        label={texts.link.domain}
        hint={texts.link.domainHint}
        value={domain}
        onValue={edit(setDomain)}
        problem={problem?.fields.domain}
        autocomplete="off"
      />
      {test && test.companies.length > 1 && (
        <CompanyChoice
          companies={test.companies}
          chosen={nmbrsCompany}
          onChoose={setNmbrsCompany}
          problem={problem?.fields.nmbrsCompanyId}
        />
      )}
      {problem && !shownFields.some((name) => problem.fields[name]) && (
        <Notice tone="danger" isAlert>
          {problem.message}
        </Notice>
      )}
      <div class="buttons">
        {test?.companies.length === 0 ? null : test?.ok === false ? (
          <Button type="submit" isOff={busy}>
            {texts.link.saveAnyway}
          </Button>
        ) : (
          <Button type="submit" look="primary" isOff={busy}>
            {texts.link.save}
          </Button>
        )}
        <Button isOff={busy || !username || !token} onPress={tryIt}>
          {testing.busy ? texts.link.testing : texts.link.test}
        </Button>
        {onCancel && <Button onPress={onCancel}>{texts.cancel}</Button>}
      </div>
      {test && <TestOutcome test={test} mustChoose={test.companies.length > 1 && !nmbrsCompany} />}
    </form>
  )
}

type CompanyChoiceProps = {
  companies: ConnectionTest['companies']
  /** The id in Nmbrs, as text; empty when nothing is chosen yet. */
  chosen: string
  onChoose(id: string): void
  problem: string | undefined
}

function CompanyChoice({ companies, chosen, onChoose, problem }: CompanyChoiceProps) {
  const texts = useTexts()
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{texts.link.nmbrsCompany}</label>
      <select id={id} required value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
        <option value="">{texts.link.choose}</option>
        {companies.map((company) => (
          <option value={String(company.id)} key={company.id}>
            {company.number} – {company.name}
          </option>
        ))}
      </select>
      {problem && <p class="problem">{problem}</p>}
    </div>
  )
}
