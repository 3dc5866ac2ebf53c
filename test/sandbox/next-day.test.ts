import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Sandbox } from '../../src/sandbox/server.ts'
import { ask, bulkOperations, demo, recordsOf, sandboxFor } from './ask.ts'

/** Everything that Nmbrs says of the demo company: "operation employee" → the records, as text to compare. */
const readEverything = async (sandbox: Sandbox): Promise<Map<string, string>> => {
  const everything = new Map<string, string>()
  const employees = new Set<string>()
  const note = async (name: string, question: Parameters<typeof ask>[1]) => {
    for (const { children } of (await ask(sandbox, question)).children) {
      employees.add(children[0]!.text)
      everything.set(`${name} ${children[0]!.text}`, JSON.stringify(children))
    }
  }
  for (const EmployeeType of [2, 7]) {
    await note(`List ${EmployeeType}`, {
      operation: 'List_GetByCompany',
      parameters: { CompanyId: 4001, EmployeeType },
    })
  }
  for (const operation of bulkOperations) await note(operation.split('_')[0]!, { operation, parameters: demo })
  for (const id of employees) {
    const accounts = await ask(sandbox, {
      operation: 'BankAccount_GetListCurrent',
      parameters: { EmployeeId: Number(id) },
    })
    everything.set(`BankAccount ${id}`, JSON.stringify(accounts.children))
  }
  return everything
}

/** The names of what is not the same, sorted. */
const differences = (before: Map<string, string>, after: Map<string, string>): string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name)).sort()

const overview = 'PersonalInfoContractSalaryAddress'

describe('the next day of the demo company', () => {
  it('changes exactly what its script says, on the first and the second day, and then no more', async () => {
    await using sandbox = await sandboxFor()
    const before = await readEverything(sandbox)

    sandbox.nextDay()
    const first = await readEverything(sandbox)
    expect(differences(before, first)).toEqual(
      [
        // A raise.
        'Salary 40101',
        `${overview} 40101`,
        // A move.
        'Address 40102',
        `${overview} 40102`,
        // An emptied work e-mail.
        'PersonalInfo 40104',
        'PersonalInfoWithoutBSN 40104',
        `${overview} 40104`,
        // A leaver.
        'Contract 40108',
        'Employment 40108',
        'List 2 40108',
        'List 7 40108',
        `${overview} 40108`,
        // A marriage.
        'PersonalInfo 40122',
        'PersonalInfoWithoutBSN 40122',
        // Fewer hours.
        'Schedule 40127',
        // A joiner.
        'Address 40128',
        'BankAccount 40128',
        'Contract 40128',
        'Employment 40128',
        'List 2 40128',
        'PersonalInfo 40128',
        'PersonalInfoWithoutBSN 40128',
        'SVW 40128',
        'Salary 40128',
        'Schedule 40128',
        `${overview} 40128`,
      ].sort(),
    )

    sandbox.nextDay()
    const second = await readEverything(sandbox)
    expect(differences(first, second)).toEqual(
      [
        // Another number.
        'List 2 40103',
        'PersonalInfo 40103',
        'PersonalInfoWithoutBSN 40103',
        `${overview} 40103`,
        // Another telephone.
        'PersonalInfo 40106',
        'PersonalInfoWithoutBSN 40106',
        `${overview} 40106`,
        // A leaver who is on no list any more.
        'Contract 40107',
        'Employment 40107',
        'List 2 40107',
        `${overview} 40107`,
        // Someone who comes back.
        'Contract 40108',
        'Employment 40108',
        'List 2 40108',
        'List 7 40108',
        `${overview} 40108`,
        // Someone who is on no list any more.
        'List 2 40124',
        // A bank account.
        'BankAccount 40128',
        // Someone new with the number of the leaver.
        'Address 40131',
        'BankAccount 40131',
        'Contract 40131',
        'Employment 40131',
        'List 2 40131',
        'PersonalInfo 40131',
        'PersonalInfoWithoutBSN 40131',
        'SVW 40131',
        'Salary 40131',
        'Schedule 40131',
        `${overview} 40131`,
      ].sort(),
    )

    sandbox.nextDay()
    expect(differences(second, await readEverything(sandbox))).toEqual([])
  })

  it('keeps the old records beside the new ones, which start today', async () => {
    await using sandbox = await sandboxFor()
    sandbox.nextDay()
    const records = async (operation: string, id: number) =>
      recordsOf(await ask(sandbox, { operation: `${operation}_GetAll_AllEmployeesByCompany`, parameters: demo }), id)

    const salaries = await records('Salary', 40101)
    expect(salaries).toHaveLength(4)
    expect(salaries).toContainEqual(expect.objectContaining({ Value: '3600.00', StartDate: '2026-11-23T00:00:00' }))
    const addresses = await records('Address', 40102)
    expect(addresses).toHaveLength(2)
    expect(addresses).toContainEqual(
      expect.objectContaining({ City: 'Wormerveer', StartYear: '2026', StartPeriod: '11' }),
    )
    const names = await records('PersonalInfo', 40122)
    expect(names).toHaveLength(2)
    expect(names).toContainEqual(
      expect.objectContaining({
        PartnerPrefix: 'de',
        PartnerLastName: 'Boer',
        Naamstelling: '3',
        BurgerlijkeStaat: '1',
        StartYear: '2026',
        StartPeriod: '11',
      }),
    )
    expect(await records('Employment', 40108)).toMatchObject([{ EndDate: '2026-11-22T00:00:00' }])
    expect(await records('Employment', 40128)).toMatchObject([{ StartDate: '2026-11-23T00:00:00', EndDate: '' }])
    expect((await records('PersonalInfo', 40104))[0]).not.toHaveProperty('EmailWork')
  })

  it('is undone by a reset', async () => {
    await using sandbox = await sandboxFor()
    const before = await readEverything(sandbox)
    sandbox.nextDay()
    sandbox.edit(({ companies }) => companies[0]!.employees.splice(0, 5))
    sandbox.reset()
    expect(differences(before, await readEverything(sandbox))).toEqual([])
    sandbox.nextDay()
    expect(differences(before, await readEverything(sandbox))).toHaveLength(26)
  })

  it('is pressed over HTTP', async () => {
    await using sandbox = await sandboxFor()
    const control = new URL('/control', sandbox.url)
    const press = async (path: string, method = 'POST') => (await fetch(`${control}${path}`, { method })).json()
    const start = { baseDate: '2026-11-23', days: [], day: 0, lastDay: 2 }
    expect(await press('', 'GET')).toEqual(start)
    expect(await press('/next-day')).toEqual({ ...start, days: ['2026-11-23'], day: 1 })
    expect(await press('/next-day')).toMatchObject({ day: 2 })
    expect(await press('/next-day')).toMatchObject({ day: 2 })
    expect(await press('/reset')).toEqual(start)
    expect((await fetch(`${control}/next-day`)).status).toBe(404)
  })

  it('does nothing to other companies', async () => {
    await using sandbox = await sandboxFor({ companies: [] })
    sandbox.nextDay()
    expect(await (await fetch(new URL('/control', sandbox.url))).json()).toMatchObject({ day: 0 })
  })
})

describe('the state file', () => {
  const stateFile = async () => join(await mkdtemp(join(tmpdir(), 'sandbox-')), 'data', 'sandbox.json')

  it('keeps the story over a restart, with the dates of the days on which it happened', async () => {
    const file = await stateFile()
    let today = '2026-11-23'
    const options = { stateFile: file, today: () => today }
    const onFirstDay = await readAndClose(await sandboxFor(options))
    today = '2026-12-01'
    const sandbox = await sandboxFor(options)
    expect(differences(onFirstDay, await readEverything(sandbox))).toEqual([])
    sandbox.nextDay()
    const onSecondDay = await readAndClose(sandbox)
    today = '2027-03-01'
    expect(differences(onSecondDay, await readAndClose(await sandboxFor(options)))).toEqual(
      // Who had not started yet has, and the raise that was in the future has come.
      [`${overview} 40116`, `${overview} 40123`],
    )
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ baseDate: '2026-11-23', days: ['2026-12-01'] })
  })

  it('is replaced as a whole', async () => {
    const file = await stateFile()
    await using sandbox = await sandboxFor({ stateFile: file })
    sandbox.nextDay()
    expect(await readdir(join(file, '..'))).toEqual(['sandbox.json'])
  })

  it.each(['', '{"baseDate":"gisteren","days":[]}', '[]'])('that is no state is refused: %s', async (content) => {
    const file = join(await mkdtemp(join(tmpdir(), 'sandbox-')), 'sandbox.json')
    await writeFile(file, content)
    await expect(sandboxFor({ stateFile: file })).rejects.toThrow('is not a state of the sandbox')
  })
})

const readAndClose = async (sandbox: Sandbox): Promise<Map<string, string>> => {
  const everything = await readEverything(sandbox)
  await sandbox.close()
  return everything
}
