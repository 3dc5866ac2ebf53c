import { describe, expect, it } from 'vitest'
import { accountantAccount, demoAccount, powerlessAccount, withBsnOnlyAccount } from '../../src/sandbox/accounts.ts'
import { ask, demo, fieldsOf, type Question, sandboxFor } from './ask.ts'

const salaries: Question = { operation: 'Salary_GetAll_AllEmployeesByCompany', parameters: demo }
const invalid = '500 Server was unable to process request. ---> 1001: Invalid Authentication'

describe('an account of the sandbox', () => {
  it.each<[string, Partial<Question>]>([
    ['a token that is not the account’s', { account: { ...demoAccount, token: accountantAccount.token } }],
    ['a login name that does not exist', { account: { ...demoAccount, username: 'niemand@goudenaar.example' } }],
    ['another domain', { account: { ...demoAccount, domain: 'andere-administratie' } }],
    ['the domain written out in full', { account: { ...demoAccount, domain: 'demo-administratie.nmbrs.nl' } }],
    [
      'a header in the namespace of another service',
      { headerNamespace: 'https://api.nmbrs.nl/soap/v3/CompanyService' },
    ],
    [
      'a header in the namespace of the sandbox',
      { headerNamespace: 'https://api-sandbox.nmbrs.nl/soap/v3/EmployeeService' },
    ],
    ['the header without domain', { header: 'AuthHeader' }],
  ])('is refused with 1001 for %s', async (_, wrong) => {
    await using sandbox = await sandboxFor()
    await expect(ask(sandbox, { ...salaries, ...wrong })).rejects.toThrow(invalid)
  })

  it('need not give its domain', async () => {
    await using sandbox = await sandboxFor()
    expect((await ask(sandbox, { ...salaries, account: { ...demoAccount, domain: null } })).children).not.toEqual([])
  })

  it.each(['AuthHeader', 'AuthHeaderWithDomain'] as const)('learns its domain with %s', async (header) => {
    await using sandbox = await sandboxFor()
    const account = { ...demoAccount, domain: null }
    const result = await ask(sandbox, { service: 'DebtorService', operation: 'Environment_Get', header, account })
    expect(fieldsOf(result)).toEqual({ Domain: 'demo-administratie.nmbrs.nl', SubDomain: 'demo-administratie' })
  })

  it('is refused with 1002 for a call that its template has switched off', async () => {
    await using sandbox = await sandboxFor()
    const ofAccount = (operation: string) => ({ operation, parameters: demo, account: withBsnOnlyAccount })
    await expect(ask(sandbox, ofAccount('PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany'))).rejects.toThrow(
      '1002: Unauthorized Access',
    )
    const allowed = await ask(sandbox, ofAccount('PersonalInfo_GetAll_AllEmployeesByCompany'))
    expect(allowed.children.length).toBeGreaterThan(20)
    await expect(ask(sandbox, { ...salaries, account: powerlessAccount })).rejects.toThrow('1002')
  })

  it('sees the companies of its filter, and no others', async () => {
    await using sandbox = await sandboxFor()
    const companies = async (account: Question['account']) => {
      const result = await ask(sandbox, {
        service: 'CompanyService',
        operation: 'List_GetAll',
        ...(account && { account }),
      })
      return result.children.map(fieldsOf).map(({ ID, Name }) => `${ID} ${Name}`)
    }
    expect(await companies(demoAccount)).toEqual(['4001 Bakkerij De Gouden Aar B.V.'])
    expect(await companies(accountantAccount)).toEqual([
      '4001 Bakkerij De Gouden Aar B.V.',
      '4002 Molen De Hoop V.O.F.',
    ])
  })

  it('is refused with 1003 for a company outside its filter, 2004 for one that does not exist', async () => {
    await using sandbox = await sandboxFor()
    await expect(ask(sandbox, { ...salaries, parameters: { CompanyID: 4002 } })).rejects.toThrow(
      '1003: Unauthorized Access Data',
    )
    await expect(ask(sandbox, { ...salaries, parameters: { CompanyID: 1 } })).rejects.toThrow(
      '2004: Unauthorized company',
    )
  })

  it('is refused with 2003 for an employee of such a company', async () => {
    await using sandbox = await sandboxFor()
    const bank: Question = { operation: 'BankAccount_GetListCurrent', parameters: { EmployeeId: 42001 } }
    await expect(ask(sandbox, bank)).rejects.toThrow('2003: Unauthorized employee')
    expect((await ask(sandbox, { ...bank, account: accountantAccount })).children).toHaveLength(1)
  })
})
