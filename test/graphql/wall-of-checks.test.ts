import { afterAll, beforeAll, test } from 'vitest'
import { viewerDatabase } from '../../src/db/viewer-database.ts'
import { seedTwoCompanies, type TwoCompanies } from './support/two-companies.ts'

let companies: TwoCompanies
beforeAll(async () => {
  companies = await seedTwoCompanies()
})
afterAll(() => companies.close())

test('whatever employer and accountant ask, the checks of the API alone tell and change nothing of another company', async () => {
  const { own, prisma, engine, expectWall } = companies
  const withoutWall = () => ({ ...viewerDatabase(prisma, own), prisma })
  const viewers = (['EMPLOYER', 'ACCOUNTANT'] as const).map((role) => ({ role, companyNumbers: own }))
  await expectWall(
    viewers.map((viewer) => engine(viewer, withoutWall)),
    1,
  )
}, 300_000)
