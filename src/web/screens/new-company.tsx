/** A company that is not in EBlinC yet, which is then ready to be linked. */
import { useState } from 'preact/hooks'
import { CreateCompanyDocument } from '../../generated/web-operations.ts'
import { useAction } from '../api/action.ts'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { Notice } from '../parts/notice.tsx'
import { companyPath } from '../routes.ts'
import { useTexts } from '../texts/context.ts'

export function NewCompany() {
  const texts = useTexts()
  const { act, busy, problem } = useAction(CreateCompanyDocument)
  const [number, setNumber] = useState('')
  const [name, setName] = useState('')
  const save = async (event: Event) => {
    event.preventDefault()
    const company = await act({ input: { number, name } })
    if (company) location.hash = companyPath(company.number, 'link')
  }
  return (
    <details class="card new-company">
      <summary>{texts.newCompany.title}</summary>
      <form onSubmit={save} aria-label={texts.newCompany.title}>
        <Field
          label={texts.newCompany.number}
          hint={texts.newCompany.numberHint}
          value={number}
          onValue={setNumber}
          problem={problem?.fields.number}
          required
          autocomplete="off"
        />
        <Field
          label={texts.newCompany.name}
          value={name}
          onValue={setName}
          problem={problem?.fields.name}
          required
          autocomplete="off"
        />
        {problem && Object.keys(problem.fields).length === 0 && (
          <Notice tone="danger" isAlert>
            {problem.message}
          </Notice>
        )}
        <Button type="submit" look="primary" isOff={busy}>
          {texts.newCompany.submit}
        </Button>
      </form>
    </details>
  )
}
