/** Asks the sandbox something over real HTTP, as a SOAP client would, and reads the answer. */
import { type Account, demoAccount } from '../../src/sandbox/accounts.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/server.ts'
import { namespaceOf, type Service } from '../../src/sandbox/soap.ts'
import { childOf, readXml, type XmlElement } from '../../src/sandbox/xml-reader.ts'

export const today = '2026-11-23'

/** Started for one test; closed when the test's block ends. */
export const sandboxFor = async (options: Partial<SandboxOptions> = {}): Promise<Sandbox & AsyncDisposable> => {
  const sandbox = await startSandbox({ host: '127.0.0.1', port: 0, today: () => today, ...options })
  return { ...sandbox, [Symbol.asyncDispose]: sandbox.close }
}

export type Question = {
  service?: Service
  operation: string
  parameters?: Record<string, number | string>
  account?: Pick<Account, 'username' | 'token'> & { domain?: string | null }
  version?: '1.1' | '1.2'
  header?: 'AuthHeader' | 'AuthHeaderWithDomain'
  headerNamespace?: string
  headers?: Record<string, string>
  signal?: AbortSignal
}

const envelopes = {
  '1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
  '1.2': 'http://www.w3.org/2003/05/soap-envelope',
}

export const envelopeOf = (question: Question): string => {
  const {
    operation,
    parameters = {},
    account = demoAccount,
    version = '1.1',
    header = 'AuthHeaderWithDomain',
  } = question
  const namespace = namespaceOf(question.service ?? 'EmployeeService')
  const domain = account.domain ? `<Domain>${account.domain}</Domain>` : ''
  const given = Object.entries(parameters).map(([name, value]) => `<n:${name}>${value}</n:${name}>`)
  return `<?xml version="1.0" encoding="utf-8"?>
    <env:Envelope xmlns:env="${envelopes[version]}" xmlns:n="${namespace}">
      <env:Header>
        <${header} xmlns="${question.headerNamespace ?? namespace}">
          <Username>${account.username}</Username><Token>${account.token}</Token>${domain}
        </${header}>
      </env:Header>
      <env:Body><n:${operation}>${given.join('')}</n:${operation}></env:Body>
    </env:Envelope>`
}

export const post = (sandbox: Sandbox, question: Question, body = envelopeOf(question)): Promise<Response> => {
  const { service = 'EmployeeService', operation, version = '1.1' } = question
  const soapHeaders: Record<string, string> =
    version === '1.1'
      ? { 'Content-Type': 'text/xml; charset=utf-8', SOAPAction: `"${namespaceOf(service)}/${operation}"` }
      : { 'Content-Type': 'application/soap+xml; charset=utf-8' }
  return fetch(`${sandbox.url}/${service}.asmx`, {
    method: 'POST',
    headers: { ...soapHeaders, ...question.headers },
    body,
    signal: question.signal ?? null,
  })
}

/** The result element of an answer; throws the fault when it is one. */
export const ask = async (sandbox: Sandbox, question: Question): Promise<XmlElement> => {
  const response = await post(sandbox, question)
  const envelope = readXml(new Uint8Array(await response.arrayBuffer()))
  const soap = envelopes[question.version ?? '1.1']
  const content = childOf(envelope, soap, 'Body')!.children[0]!
  if (content.name === 'Fault') {
    const reason = content.children.find(({ name }) => name === 'faultstring' || name === 'Reason')!
    throw new Error(`${response.status} ${reason.text || reason.children[0]!.text}`)
  }
  const namespace = namespaceOf(question.service ?? 'EmployeeService')
  if (content.namespace !== namespace) throw new Error(`answered in ${content.namespace}`)
  return childOf(content, namespace, `${question.operation}Result`)!
}

/** Child elements by name, the text of each. */
export const fieldsOf = (element: XmlElement): Record<string, string> =>
  Object.fromEntries(element.children.map(({ name, text }) => [name, text]))

/** The records of one employee in the answer of a bulk call. */
export const recordsOf = (result: XmlElement, employeeId: number): Record<string, string>[] => {
  const item = result.children.find(({ children }) => children[0]?.text === String(employeeId))
  return (item?.children[1]?.children ?? []).map(fieldsOf)
}

export const bulkOperations = [
  'PersonalInfo_GetAll_AllEmployeesByCompany',
  'PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany',
  'PersonalInfoContractSalaryAddress_GetAll_AllEmployeesByCompany',
  'Employment_GetAll_AllEmployeesByCompany',
  'Contract_GetAll_AllEmployeesByCompany',
  'SVW_GetAll_AllEmployeesByCompany',
  'Salary_GetAll_AllEmployeesByCompany',
  'Schedule_GetAll_AllEmployeesByCompany',
  'Address_GetAll_AllEmployeesByCompany',
]

export const demo = { CompanyID: 4001 }
