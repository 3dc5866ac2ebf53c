/** `npm run persist -- <folder> <file>`: writes the operations in the .graphql files of a folder as persisted documents. */
import { Refusal, refuse } from '../refusal.ts'
import { writePersistedDocuments } from './persisted-file.ts'
import { documentsIn } from './persisted-folder.ts'

await persist(process.argv.slice(2)).catch(refuse)

async function persist([folder, file, ...rest]: string[]): Promise<void> {
  if (!folder || !file || rest.length > 0) throw new Refusal('npm run persist -- <folder of .graphql files> <file>')
  const documents = new Map((await documentsIn(folder)).map(({ hash, text }) => [hash, text]))
  await writePersistedDocuments(file, documents)
  console.log(`${file}: ${documents.size} documents`)
}
