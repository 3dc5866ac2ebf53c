import { describe, expect, it } from 'vitest'
import { accountantAccount } from '../../src/sandbox/accounts.ts'
import type { FaultRule } from '../../src/sandbox/fault.ts'
import type { Sandbox } from '../../src/sandbox/server.ts'
import { ask, demo, fieldsOf, post, type Question, recordsOf, sandboxFor } from './ask.ts'

const salaries: Question = { operation: 'Salary_GetAll_AllEmployeesByCompany', parameters: demo }
const bank = (id: number): Question => ({ operation: 'BankAccount_GetListCurrent', parameters: { EmployeeId: id } })

const textUnder = async (sandbox: Sandbox, rule: FaultRule, question = salaries): Promise<string> => {
  sandbox.fault(rule)
  return (await post(sandbox, question)).text()
}

describe('a rule for faults', () => {
  it('hits the calls that it names, as often as it says', async () => {
    await using sandbox = await sandboxFor()
    sandbox.fault({ kind: 'nmbrs', code: 9999, service: 'EmployeeService', operation: salaries.operation, times: 2 })
    await ask(sandbox, { ...salaries, operation: 'Address_GetAll_AllEmployeesByCompany' })
    await ask(sandbox, { service: 'CompanyService', operation: 'List_GetAll' })
    await expect(ask(sandbox, salaries)).rejects.toThrow('---> 9999: Unknown')
    await expect(ask(sandbox, salaries)).rejects.toThrow('9999')
    await ask(sandbox, salaries)
  })

  it('hits the calls about one employee', async () => {
    await using sandbox = await sandboxFor()
    sandbox.fault({ kind: 'nmbrs', code: 1004, employeeId: 40103 })
    await ask(sandbox, salaries)
    await ask(sandbox, bank(40102))
    await expect(ask(sandbox, bank(40103))).rejects.toThrow('1004')
  })

  it('counts in the order of adding, until cleared', async () => {
    await using sandbox = await sandboxFor()
    sandbox.fault({ kind: 'nmbrs', code: 1001, times: 1 })
    sandbox.fault({ kind: 'nmbrs', code: 1004 })
    await expect(ask(sandbox, salaries)).rejects.toThrow('1001')
    await expect(ask(sandbox, salaries)).rejects.toThrow('1004')
    sandbox.clearFaults()
    await ask(sandbox, salaries)
  })
})

describe('a fault of data', () => {
  it('answers with another company', async () => {
    await using sandbox = await sandboxFor()
    sandbox.fault({ kind: 'other-company' })
    const items = (await ask(sandbox, salaries)).children.map((item) => Number(item.children[0]!.text))
    expect(items.toSorted()).toEqual([42001, 42002, 42003, 42004])
    const company = {
      service: 'CompanyService',
      operation: 'Company_GetCurrentPeriod',
      parameters: { CompanyId: 4001 },
    } as const
    expect((await ask(sandbox, company)).text).toBe('2026-12-W4')
    const swapped = (await ask(sandbox, bank(40101))).children.map(fieldsOf)
    sandbox.clearFaults()
    const theirs = (await ask(sandbox, { ...bank(42001), account: accountantAccount })).children.map(fieldsOf)
    expect(swapped[0]!.IBAN).toBe(theirs[0]!.IBAN)
  })

  it('answers with the same employee twice', async () => {
    await using sandbox = await sandboxFor()
    sandbox.fault({ kind: 'same-employee-twice', employeeId: 40105 })
    const items = (await ask(sandbox, salaries)).children.map((item) => item.children[0]!.text)
    expect(items.filter((id) => id === '40105')).toHaveLength(2)
    expect(items).toHaveLength(30)
  })

  it('answers with half of the employees', async () => {
    await using sandbox = await sandboxFor()
    sandbox.fault({ kind: 'half-gone' })
    expect((await ask(sandbox, salaries)).children).toHaveLength(15)
  })

  it('answers with a record of one employee that cannot be read', async () => {
    await using sandbox = await sandboxFor()
    sandbox.fault({ kind: 'unreadable-record', employeeId: 40106 })
    const answer = await ask(sandbox, salaries)
    expect(recordsOf(answer, 40106)).toMatchObject([
      { ID: 'NaN', Value: 'onleesbaar', StartDate: 'onleesbaarT00:00:00' },
    ])
    expect(recordsOf(answer, 40107)).toMatchObject([{ Value: '2600.00' }])
    const list = { operation: 'List_GetByCompany', parameters: { CompanyId: 4001, EmployeeType: 2 } }
    expect((await ask(sandbox, list)).children.map(fieldsOf)).toContainEqual(
      expect.objectContaining({ Id: '40106', Number: 'NaN', DisplayName: 'Anna de Vries' }),
    )
  })
})

describe('a fault on the wire', () => {
  it.each([500, 502, 503, 429])('answers status %i with HTML', async (status) => {
    await using sandbox = await sandboxFor()
    sandbox.fault({ kind: 'status', status })
    const response = await post(sandbox, salaries)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(await response.text()).toMatch(/^<!DOCTYPE html>/)
  })

  it('answers 200 with HTML', async () => {
    await using sandbox = await sandboxFor()
    sandbox.fault({ kind: 'html' })
    const response = await post(sandbox, salaries)
    expect(response.status).toBe(200)
    expect(await response.text()).toContain('</html>')
  })

  it('answers with nothing, without a result, or with an empty one', async () => {
    await using sandbox = await sandboxFor()
    expect(await textUnder(sandbox, { kind: 'empty-body', times: 1 })).toBe('')
    const opening = `<${salaries.operation}Response xmlns="https://api.nmbrs.nl/soap/v3/EmployeeService">`
    const closing = `</${salaries.operation}Response>`
    expect(await textUnder(sandbox, { kind: 'no-result', times: 1 })).toContain(opening + closing)
    expect(await textUnder(sandbox, { kind: 'empty-result', times: 1 })).toContain(
      `${opening}<${salaries.operation}Result />${closing}`,
    )
  })

  it('cuts the answer off at a byte', async () => {
    await using sandbox = await sandboxFor()
    const whole = await (await post(sandbox, salaries)).text()
    expect(await textUnder(sandbox, { kind: 'truncated', bytes: 1234 })).toBe(whole.slice(0, 1234))
  })

  it('resets the connection before the headers, or half-way', async () => {
    await using sandbox = await sandboxFor()
    sandbox.fault({ kind: 'reset', when: 'before-headers', times: 1 })
    await expect(post(sandbox, salaries)).rejects.toThrow()
    sandbox.fault({ kind: 'reset', when: 'half-way', times: 1 })
    const response = await post(sandbox, salaries)
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow()
  })

  it('never sends headers', async () => {
    await using sandbox = await sandboxFor()
    sandbox.fault({ kind: 'no-headers' })
    await expect(post(sandbox, { ...salaries, signal: AbortSignal.timeout(200) })).rejects.toThrow(/timeout/)
  })

  it('sends one byte at a time', async () => {
    await using sandbox = await sandboxFor()
    sandbox.fault({ kind: 'trickle', everyMilliseconds: 5 })
    const response = await post(sandbox, salaries)
    const reader = response.body!.getReader()
    const sizes: number[] = []
    while (sizes.length < 5) sizes.push((await reader.read()).value!.length)
    await reader.cancel()
    expect(Math.max(...sizes)).toBeLessThan(5)
  })

  it('sends far too much', async () => {
    await using sandbox = await sandboxFor()
    const { length } = await (await post(sandbox, salaries)).text()
    const huge = await textUnder(sandbox, { kind: 'huge', megabytes: 20 })
    expect(huge.length).toBe(length + 20 * 1024 * 1024)
    expect(huge.endsWith('</soap:Envelope>')).toBe(true)
  })

  it('sends entities that unfold without end', async () => {
    await using sandbox = await sandboxFor()
    const text = await textUnder(sandbox, { kind: 'doctype' })
    expect(text).toMatch(
      /^<\?xml version="1.0" encoding="utf-8"\?><!DOCTYPE soap \[<!ENTITY a "lol"><!ENTITY b "&a;&a;/,
    )
    expect(text).toContain(`<${salaries.operation}Result>&i;</${salaries.operation}Result>`)
  })

  it('nests elements deeply', async () => {
    await using sandbox = await sandboxFor()
    const text = await textUnder(sandbox, { kind: 'deep', levels: 10_000 })
    expect(text.split('<Deeper>')).toHaveLength(10_001)
  })

  it('sends bytes that are no UTF-8', async () => {
    await using sandbox = await sandboxFor()
    sandbox.fault({ kind: 'invalid-utf-8' })
    for (const question of [salaries, { operation: 'EmployeeType_GetList' }]) {
      const bytes = await (await post(sandbox, question)).arrayBuffer()
      expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow()
    }
  })

  it('answers late', async () => {
    await using sandbox = await sandboxFor()
    sandbox.fault({ kind: 'delay', milliseconds: 150 })
    const start = performance.now()
    expect((await ask(sandbox, salaries)).children).toHaveLength(29)
    expect(performance.now() - start).toBeGreaterThanOrEqual(145)
  })

  it('does not keep the sandbox from closing', async () => {
    const sandbox = await sandboxFor()
    sandbox.fault({ kind: 'no-headers', times: 1 })
    sandbox.fault({ kind: 'delay', milliseconds: 60_000, times: 1 })
    const hanging = [post(sandbox, salaries), post(sandbox, salaries)].map((each) => expect(each).rejects.toThrow())
    await expect.poll(() => sandbox.calls).toHaveLength(2)
    await sandbox.close()
    await Promise.all(hanging)
  })
})
