/** `npm run secrets:rotate`: everything under the newest of ENCRYPTION_KEYS. docs/secrets.md tells when. */
import { runCommand } from '../command.ts'
import { countSealedWith, keysInUse } from './key-use.ts'
import { rotateSecrets } from './rotation.ts'
import { sealedColumns } from './sealed-columns.ts'

await runCommand(async ({ prisma }, keys) => {
  const [{ id: newest }, ...others] = keys
  for await (const { name, rotated, overtaken, unopened } of rotateSecrets(prisma, keys)) {
    const besides = [
      ...(overtaken > 0 ? [`${overtaken} written by a server meanwhile`] : []),
      ...(unopened > 0 ? [`${unopened} DO NOT OPEN and stay as they are`] : []),
    ]
    console.log([`${sealedColumns[name].called}: ${rotated} sealed anew`, ...besides].join(', '))
  }
  const older = (await keysInUse(prisma)).filter(({ keyId }) => keyId !== newest)
  for (const use of older)
    console.log(
      `Still sealed with key "${use.keyId}": ${await countSealedWith(prisma, use)} ${sealedColumns[use.name].called}`,
    )
  const needless = others.filter(({ id }) => !older.some(({ keyId }) => keyId === id)).map(({ id }) => `"${id}"`)
  if (needless.length > 0) console.log(`Not needed by anything any more: ${needless.join(', ')}`)
  if (older.length === 0) console.log(`Everything is under key "${newest}".`)
  else console.log(`Not everything is under key "${newest}": put it in front on every server, and do this again.`)
  return older.length === 0
})
