/** For which company the variables are filled in. */
import type { Company } from './companies.ts'

type Props = {
  companies: readonly Company[]
  /** Whether there are more than these: then they can be searched. */
  more: boolean
  chosen: Company | null
  onChoose(company: Company): void
  onSearch(text: string): void
}

export function CompanyChoice({ companies, more, chosen, onChoose, onSearch }: Props) {
  if (companies.length === 0 && !more) return <p>Er is nog geen bedrijf. Begin met Bedrijf toevoegen.</p>
  const shown = chosen && !companies.some(({ id }) => id === chosen.id) ? [chosen, ...companies] : companies
  return (
    <>
      <label>
        Bedrijf
        <select
          value={chosen?.id}
          onChange={({ currentTarget }) => {
            const company = shown.find(({ id }) => id === currentTarget.value)
            if (company) onChoose(company)
          }}
        >
          {shown.map(({ id, number, name }) => (
            <option key={id} value={id}>
              {number} {name}
            </option>
          ))}
        </select>
      </label>
      {more && (
        <label>
          Zoek een ander bedrijf
          <input type="search" onChange={({ currentTarget }) => onSearch(currentTarget.value)} />
        </label>
      )}
    </>
  )
}
