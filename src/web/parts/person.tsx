/** Someone by name and employee number; the name leads to all that changed for them, when they are a participant. */
type PersonProps = { name: string | null; employeeNumber: number | null; href?: string | null }

export const Person = ({ name, employeeNumber, href }: PersonProps) => (
  <span class="person">
    {href ? <a href={href}>{name}</a> : name} <span class="minor">{employeeNumber}</span>
  </span>
)
