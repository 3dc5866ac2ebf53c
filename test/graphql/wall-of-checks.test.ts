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
  const engineOf = (role: 'EMPLOYER' | 'ACCOUNTANT') => engine({ role, companyNumbers: own }, withoutWall)
  await expectWall(engineOf('EMPLOYER'), 10_000, 1)
  await expectWall(engineOf('ACCOUNTANT'), 3_000, 3) // who differs only in what may be done
}, 300_000)
