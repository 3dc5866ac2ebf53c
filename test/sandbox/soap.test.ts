import { describe, expect, it } from 'vitest'
import { ask, demo, envelopeOf, fieldsOf, post, type Question, sandboxFor } from './ask.ts'

const salaries: Question = { operation: 'Salary_GetAll_AllEmployeesByCompany', parameters: demo }
const noAction = 'Unable to handle request without a valid action parameter. Please supply a valid soap action.'

describe('SOAP as the sandbox speaks it', () => {
  it('answers 1.1 as text/xml and 1.2 as application/soap+xml, with the same result', async () => {
    await using sandbox = await sandboxFor()
    const one = await post(sandbox, salaries)
    const two = await post(sandbox, { ...salaries, version: '1.2' })
    expect(one.headers.get('content-type')).toBe('text/xml; charset=utf-8')
    expect(two.headers.get('content-type')).toBe('application/soap+xml; charset=utf-8')
    const resultOf = (text: string) => text.slice(text.indexOf('<soap:Body>'))
    expect(resultOf(await one.text())).toBe(resultOf(await two.text()))
  })

  it.each<[string, Record<string, string>]>([
    ['no action', { SOAPAction: '' }],
    ['an unknown operation', { SOAPAction: '"https://api.nmbrs.nl/soap/v3/EmployeeService/Salary_Get"' }],
    ['the action of another service', { SOAPAction: '"https://api.nmbrs.nl/soap/v3/CompanyService/List_GetAll"' }],
    ['a member of every object', { SOAPAction: '"https://api.nmbrs.nl/soap/v3/EmployeeService/toString"' }],
  ])('refuses a 1.1 request with %s', async (_, headers) => {
    await using sandbox = await sandboxFor()
    const response = await post(sandbox, { ...salaries, headers })
    expect(response.status).toBe(500)
    expect(await response.text()).toContain(
      `<soap:Fault><faultcode>soap:Client</faultcode><faultstring>${noAction}</faultstring><detail /></soap:Fault>`,
    )
  })

  it('writes a fault of 1.2 in the way of 1.2', async () => {
    await using sandbox = await sandboxFor()
    const response = await post(sandbox, { ...salaries, version: '1.2', parameters: {} })
    expect(response.status).toBe(500)
    expect(await response.text()).toContain(
      '<soap:Code><soap:Value>soap:Receiver</soap:Value></soap:Code><soap:Reason><soap:Text xml:lang="en">Server was unable to process request. ---&gt; 2004: Unauthorized company</soap:Text></soap:Reason>',
    )
  })

  it('takes an element that is cased otherwise for absent: company 0, which is nobody’s', async () => {
    await using sandbox = await sandboxFor()
    await expect(ask(sandbox, { ...salaries, parameters: { CompanyId: 4001 } })).rejects.toThrow('2004')
    const list: Question = { operation: 'List_GetByCompany', parameters: { CompanyID: 4001, EmployeeType: 2 } }
    await expect(ask(sandbox, list)).rejects.toThrow('2004')
    const withoutType = { ...list, parameters: { CompanyId: 4001, employeeType: 2 } }
    expect((await ask(sandbox, withoutType)).children).toEqual([])
  })

  it('takes an element in another namespace for absent', async () => {
    await using sandbox = await sandboxFor()
    const body = envelopeOf(salaries).replace('<n:CompanyID>', '<n:CompanyID xmlns:n="urn:other">')
    expect(await (await post(sandbox, salaries, body)).text()).toContain('2004')
  })

  it.each<[string, (envelope: string) => string, string]>([
    ['a DOCTYPE', (text) => text.replace('?>', '?><!DOCTYPE a [<!ENTITY b "c">]>'), 'DTD is prohibited'],
    ['cut-off XML', (text) => text.slice(0, -20), 'unclosed tag'],
    ['nothing', () => '', 'document must contain a root element'],
    ['a number that is none', (text) => text.replace('>4001<', '>vier<'), 'Input string was not in a correct format.'],
    [
      'an envelope of 1.2',
      (text) => text.replace('http://schemas.xmlsoap.org/soap/envelope/', 'http://www.w3.org/2003/05/soap-envelope'),
      'Possible SOAP version mismatch',
    ],
    ['elements in elements without end', (text) => text.replace('<n:CompanyID>', '<a>'.repeat(40)), 'too deep'],
  ])('refuses %s', async (_, spoil, reason) => {
    await using sandbox = await sandboxFor()
    const response = await post(sandbox, salaries, spoil(envelopeOf(salaries)))
    expect(response.status).toBe(500)
    expect(await response.text()).toContain(reason)
  })

  it('knows no other content types, addresses or sizes', async () => {
    await using sandbox = await sandboxFor()
    expect((await post(sandbox, { ...salaries, headers: { 'Content-Type': 'application/json' } })).status).toBe(415)
    expect((await fetch(`${sandbox.url}/EmployeeService.asmx?WSDL`)).status).toBe(404)
    expect((await fetch(`${sandbox.url}/ReportService.asmx`, { method: 'POST' })).status).toBe(404)
    expect((await post(sandbox, salaries, ' '.repeat(2 * 1024 * 1024))).status).toBe(413)
  })

  it('notes the latest calls, with the company or employee asked for', async () => {
    await using sandbox = await sandboxFor()
    await ask(sandbox, salaries)
    await ask(sandbox, { operation: 'EmployeeType_GetList' })
    await ask(sandbox, { operation: 'PersonalInfo_GetCurrent', parameters: { EmployeeId: 40127 } })
    const service = 'EmployeeService'
    expect(sandbox.calls).toEqual([
      { service, operation: 'Salary_GetAll_AllEmployeesByCompany', about: 4001, at: expect.any(Number) },
      { service, operation: 'EmployeeType_GetList', about: null, at: expect.any(Number) },
      { service, operation: 'PersonalInfo_GetCurrent', about: 40127, at: expect.any(Number) },
    ])
  })

  it('answers the plain calls of the two other services', async () => {
    await using sandbox = await sandboxFor()
    const company = { service: 'CompanyService', parameters: { CompanyId: 4001 } } as const
    expect((await ask(sandbox, { ...company, operation: 'Company_GetCurrentPeriod' })).text).toBe('2026-11-M')
    const [first] = (await ask(sandbox, { ...company, operation: 'Schedule_GetCurrent' })).children
    expect(fieldsOf(first!)).toMatchObject({ HoursMonday: '7.6', HoursFriday: '7.6', HoursMonday2: '0.0' })
    const debtors = await ask(sandbox, { service: 'DebtorService', operation: 'List_GetAll' })
    expect(debtors.children.map(fieldsOf)).toEqual([{ Id: '11', Number: '1', Name: 'Demo Administratie' }])
  })
})
