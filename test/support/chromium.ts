/** A headless Chromium out of the npm package @sparticuz/chromium, unpacked once and kept beside the packages. */
import { execFile } from 'node:child_process'
import { access, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const packages = new URL('../../node_modules/', import.meta.url)

/** The folder with the browser (`chromium`) and its fonts. Several processes may ask for it at the same time. */
export async function unpackChromium(): Promise<string> {
  const { version } = JSON.parse(await readFile(new URL('@sparticuz/chromium/package.json', packages), 'utf8'))
  const cache = fileURLToPath(new URL('.cache/', packages))
  const folder = `${cache}chromium-${version}`
  if (await isThere(folder)) return folder
  await mkdir(cache, { recursive: true })
  const unpacking = await mkdtemp(`${folder}-`)
  // The package unpacks into the folder for temporary files, where another version or half of one may be.
  const unpack = "await (await import('@sparticuz/chromium')).default.executablePath()"
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', unpack], {
    cwd: import.meta.dirname,
    env: { ...process.env, TMPDIR: unpacking },
  })
  await writeFile(`${unpacking}/fonts/fonts.conf`, fontSettings)
  await rename(unpacking, folder).catch(async (error) => {
    if (!(await isThere(folder))) throw error // otherwise another process was first
    await rm(unpacking, { recursive: true })
  })
  return folder
}

// The settings of the package look for its fonts where it runs as a cloud function. Without any font the browser crashes.
const fontSettings = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
</fontconfig>
`

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
