/**
 * The subdomain label of an Nmbrs environment from what a person entered or pasted: "accountant" from
 * " https://Accountant.nmbrs.nl/login ". Null when no such label is left; it is never used to decide on a host.
 */
export function cleanDomain(input: string): string | null {
  const label = input
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/$/, '')
    .replace(/\.nmbrs\.nl(\/.*)?$/, '')
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label) ? label : null
}
