import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../graphql/support/api.ts'
import { createCompany, globalId } from '../graphql/support/seed.ts'
import { bearer, type Claims, secretAuth } from '../graphql/support/tokens.ts'

const day = 24 * 60 * 60_000
const start = new Date('2026-11-23T09:00:00Z')

let api: TestApi
let now = start
let mine: string
let other: string
beforeAll(async () => {
  api = await startTestApi({ auth: secretAuth, clock: () => now })
  mine = (await createCompany(api.database.prisma, 'mine')).id
  other = (await createCompany(api.database.prisma, 'other')).id
})
afterAll(() => api.close())
beforeEach(async () => {
  now = start
  await api.database.prisma.mailPreference.deleteMany()
})

const anna: Claims = { sub: 'anna', email: 'anna@kantoor.nl', role: 'accountant', companies: ['mine', 'other'] }

const mutation = `mutation ($company: ID!, $manual: Boolean!, $nightly: Boolean!) {
  updateMailPreference(companyId: $company, manualMutations: $manual, nightlyDigest: $nightly) {
    __typename
    ... on Error { message code }
    ... on MutationUpdateMailPreferenceSuccess {
      data { email manualMutations nightlyDigest company { number mailPreference { email } } }
    }
  }
}`

type Wishes = { company?: string; manual?: boolean; nightly?: boolean }

async function update(claims: Claims, wishes: Wishes = {}, headers: Record<string, string> = {}): Promise<object> {
  const { company = mine, manual = true, nightly = true } = wishes
  const variables = { company: globalId('Company', company), manual, nightly }
  const data = await api.ask(mutation, variables, { ...(await bearer(claims)), ...headers })
  return (data as { updateMailPreference: object }).updateMailPreference
}

const preferenceOf = async (claims: Claims, number = 'mine') => {
  const query = `{ company(number: "${number}") { mailPreference { email manualMutations nightlyDigest } } }`
  const { company } = (await api.ask(query, {}, await bearer(claims))) as { company: { mailPreference: unknown } }
  return company.mailPreference
}

const stored = () => api.database.prisma.mailPreference.findMany({ orderBy: { email: 'asc' } })

describe('a mail preference', () => {
  test('is nothing until someone asks for mail, and then theirs alone', async () => {
    expect(await preferenceOf(anna)).toBeNull()
    expect(await update(anna, { nightly: false })).toEqual({
      __typename: 'MutationUpdateMailPreferenceSuccess',
      data: {
        email: 'anna@kantoor.nl',
        manualMutations: true,
        nightlyDigest: false,
        company: { number: 'mine', mailPreference: { email: 'anna@kantoor.nl' } },
      },
    })
    expect(await preferenceOf(anna)).toEqual({ email: 'anna@kantoor.nl', manualMutations: true, nightlyDigest: false })
    expect(await preferenceOf(anna, 'other')).toBeNull()
    expect(await preferenceOf({ ...anna, sub: 'bert', email: 'bert@kantoor.nl' })).toBeNull()
  })

  test('is one, however often it is changed', async () => {
    await update(anna)
    await update(anna, { manual: false })
    expect(await stored()).toMatchObject([{ subject: 'anna', manualMutations: false, nightlyDigest: true }])
  })

  test('is refused for a company that the viewer may not see', async () => {
    const employer: Claims = { ...anna, role: 'employer', companies: ['mine'] }
    expect(await update(employer, { company: other })).toMatchObject({ __typename: 'NotFoundError' })
    expect(await stored()).toEqual([])
  })

  test.each([undefined, '', 'geen adres', 'a@b.nl\r\nBcc: c@d.nl', 'a@b.nl, c@d.nl', '"a b"@c.nl', '<a@b.nl>'])(
    'is refused without an address in the token: %j',
    async (email) => {
      const { email: _, ...nobody } = anna
      const claims = { ...nobody, ...(email !== undefined && { email }) }
      expect(await update(claims)).toEqual({
        __typename: 'ConflictError',
        code: 'CONFLICT',
        message:
          'Uw aanmelding heeft geen bruikbaar e-mailadres. Laat het bij uw account toevoegen, en meld u opnieuw aan.',
      })
      expect(await stored()).toEqual([])
    },
  )

  test('can be switched off with a token that has no address any more', async () => {
    await update(anna)
    const { email: _, ...nameless } = anna
    expect(await update(nameless, { manual: false, nightly: false })).toMatchObject({
      data: { email: 'anna@kantoor.nl', manualMutations: false, nightlyDigest: false },
    })
  })

  test('is written to in the language in which it was asked for, Dutch otherwise', async () => {
    await update(anna)
    await update({ ...anna, sub: 'bob', email: 'bob@office.uk' }, {}, { 'accept-language': 'en-GB,nl;q=0.5' })
    expect((await stored()).map(({ email, locale }) => [email, locale])).toEqual([
      ['anna@kantoor.nl', 'nl'],
      ['bob@office.uk', 'en'],
    ])
  })
})

describe('what someone may see', () => {
  test('is shown again by each token: mail goes on for 90 days from then, to the address that it has then', async () => {
    await update(anna)
    expect((await stored())[0]?.validUntil).toEqual(new Date(start.getTime() + 90 * day))
    now = new Date(start.getTime() + 80 * day)
    await preferenceOf({ ...anna, email: 'anna@nieuw.nl' })
    await expect
      .poll(stored)
      .toMatchObject([{ email: 'anna@nieuw.nl', validUntil: new Date(start.getTime() + 170 * day) }])
  })

  test('ends the mail about a company that the token does not have any more, and about no other', async () => {
    await update(anna)
    await update(anna, { company: other })
    await update({ ...anna, sub: 'bert', email: 'bert@kantoor.nl' }, { company: other })
    now = new Date(start.getTime() + day) // the same token counts once an hour
    await preferenceOf({ ...anna, companies: ['mine'] })
    const left = async () => (await stored()).map(({ subject, companyId }) => [subject, companyId])
    await expect.poll(left).toEqual([
      ['anna', mine],
      ['bert', other],
    ])
  })

  test('is everything for the helpdesk', async () => {
    const helpdesk: Claims = { sub: 'hulp', email: 'hulp@eblinc.nl', role: 'helpdesk' }
    await update(helpdesk)
    now = new Date(start.getTime() + day)
    await preferenceOf(helpdesk)
    await expect.poll(stored).toMatchObject([{ validUntil: new Date(start.getTime() + 91 * day) }])
  })
})
