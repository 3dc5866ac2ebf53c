/** Bank account and citizen service numbers that pass their checks and are nobody's. */

/** An IBAN of a bank that does not exist, right by ISO 13616 (mod 97), e.g. NL70TEST0000000101 for account 101. */
export const ibanOf = (account: number, country: 'NL' | 'BE' = 'NL'): string => {
  const basic = country === 'NL' ? `TEST${digits(account, 10)}` : belgianNumber(account)
  const remainder = remainderOf97(`${basic}${country}00`)
  return `${country}${digits(98 - remainder, 2)}${basic}`
}

/** Ten digits, of which 999 stands for no bank, and a check of their own: their remainder modulo 97, with 97 for 0. */
const belgianNumber = (account: number): string => {
  const number = `999${digits(account, 7)}`
  return `${number}${digits(Number(number) % 97 || 97, 2)}`
}

const remainderOf97 = (text: string): number => {
  const numeric = text.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
  return Number(BigInt(numeric) % 97n)
}

/** A BSN that passes the eleven-test; numbers up to 99,999 give different ones. They start with 99, which is not in use. */
export const bsnOf = (number: number): string => {
  const start = `99${digits(number, 5)}`
  for (let eighth = 0; ; eighth++) {
    const first8 = `${start}${eighth}`
    const check = [...first8].reduce((sum, digit, index) => sum + Number(digit) * (9 - index), 0) % 11
    if (check < 10) return `${first8}${check}`
  }
}

const digits = (value: number, length: number): string => String(value).padStart(length, '0')
