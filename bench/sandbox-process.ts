/** The stand-in for Nmbrs with one company of the given size; tells its parent where it listens. */
import { generatedCompany } from '../src/sandbox/generated-company.ts'
import { startSandbox } from '../src/sandbox/server.ts'

process.on('disconnect', () => process.exit()) // when the benchmark itself is gone

const sandbox = await startSandbox({
  host: '127.0.0.1',
  port: 0,
  today: () => '2026-11-23',
  companies: [generatedCompany(Number(process.argv[2]), 1)],
})
process.send?.(sandbox.url)
