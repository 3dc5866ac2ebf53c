import { afterAll, beforeAll, test } from 'vitest'
import { viewerDatabase } from '../../src/db/viewer-database.ts'
import { seedTwoCompanies, type TwoCompanies } from './support/two-companies.ts'

let companies: TwoCompanies
beforeAll(async () => {
  companies = await seedTwoCompanies()
})
afterAll(() => companies.close())

test('whatever is asked, the database alone tells and changes nothing of another company, though every check lets all through', async () => {
  const { own, prisma, engine, expectWall } = companies
  const everything = { role: 'HELPDESK', companyNumbers: 'all' } as const
  await expectWall(
    engine(everything, () => viewerDatabase(prisma, own)),
    10_000,
    2,
  )
}, 300_000)
