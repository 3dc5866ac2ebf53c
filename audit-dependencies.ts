/**
 * `npm run audit:dependencies`: whether a package that is installed has a weakness of level high or above that the registry
 * knows of. Ends with 1 when one has, and also when the registry cannot tell: silence is no proof.
 */
import { spawnSync } from 'node:child_process'
import { z } from 'zod'

const report = z.object({
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string(), range: z.string() })),
  metadata: z.object({ dependencies: z.object({ total: z.number() }) }),
})

const { stdout, error } = spawnSync('npm', ['audit', '--json'], { encoding: 'utf8', maxBuffer: 2 ** 28 })
const { data } = report.safeParse(parseJson(stdout))
const serious = Object.entries(data?.vulnerabilities ?? {}).filter(([, { severity }]) => /high|critical/.test(severity))

process.exitCode = data && serious.length === 0 ? 0 : 1
if (!data) {
  const { message } = z.object({ message: z.string() }).safeParse(parseJson(stdout)).data ?? { message: error?.message }
  console.error(`The registry does not tell which packages have known weaknesses${message ? ` (${message})` : ''}.`)
  console.error('Nothing is known now: do this on a machine whose registry offers it.')
} else if (serious.length === 0) {
  console.log(`No known weakness of level high or above in ${data.metadata.dependencies.total} packages.`)
}
for (const [name, { severity, range }] of serious) console.error(`${severity}: ${name} ${range}`)

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return null
  }
}
