/** What a person does at a server, over HTTP. */
import assert from 'node:assert/strict'
import { setTimeout as delay } from 'node:timers/promises'
import {
  ConfigureLinkDocument,
  CreateCompanyDocument,
  EnableLinkDocument,
  NightlyRunsDocument,
  RunDocument,
  TriggerSyncDocument,
  UpdateRuleDocument,
} from '../../src/generated/operations.ts'
import { demoAccount } from '../../src/sandbox/accounts.ts'
import { ask } from './ask.ts'

const companyNumber = '1'

/** Makes a company and switches its link on, with the demo account; gives its id. */
export async function linkCompany(url: string): Promise<string> {
  const { createCompany } = await ask(url, CreateCompanyDocument, { input: { number: companyNumber, name: 'Bedrijf' } })
  assert(createCompany.__typename === 'MutationCreateCompanySuccess')
  const companyId = createCompany.data.id
  await ask(url, UpdateRuleDocument, { input: { companyId, scheme: 'OP1', minimumAge: 18 } })
  const { username, token, domain } = demoAccount
  await ask(url, ConfigureLinkDocument, { input: { companyId, username, token, domain } })
  await ask(url, EnableLinkDocument, { company: companyId })
  return companyId
}

/** Gives the id of the run. */
export async function startRun(url: string, company: string): Promise<string> {
  const { triggerSync } = await ask(url, TriggerSyncDocument, { company })
  assert(triggerSync.__typename === 'MutationTriggerSyncSuccess')
  return triggerSync.data.id
}

/** Gives the id of the latest run of the company that linkCompany makes: that of a night that has begun. */
export async function runOfNight(url: string): Promise<string> {
  const { company } = await ask(url, NightlyRunsDocument, { company: companyNumber })
  const latest = company?.syncRuns.edges[0]?.node
  assert(latest?.trigger === 'CATCH_UP')
  return latest.id
}

/** Throws when the run ends other than well, or not within a minute. */
export async function runEnds(url: string, id: string): Promise<void> {
  for (const until = performance.now() + 60_000; performance.now() < until; await delay(20)) {
    const { syncRun } = await ask(url, RunDocument, { id })
    if (syncRun?.finishedAt) return assert.equal(syncRun.status, 'SUCCEEDED')
  }
  assert.fail('The run has not ended within a minute')
}
