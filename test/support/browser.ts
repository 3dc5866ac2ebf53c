/** A real browser, for tests of what people see. It reaches this machine alone, and keeps what should not happen. */
import { AxeBuilder } from '@axe-core/playwright'
import { type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core'
import { unpackChromium } from './chromium.ts'

export type TestBrowser = {
  /** Opens a page in a session of its own, as a reader with a fresh browser would. */
  open(url: string, options?: BrowserContextOptions): Promise<TestPage>
  close(): Promise<void>
}

export type TestPage = Page & {
  /**
   * Errors in the console and of the page, and requests to other hosts than the one that was opened; of windows that it
   * opens too.
   */
  readonly trouble: string[]
  /** What makes the page unusable for some: serious and critical violations that axe finds, with where. */
  violations(scope?: AxeScope): Promise<string[]>
  /** Presses Tab until this has the focus, as a reader without a mouse would. */
  tabTo(target: Locator): Promise<void>
}

/** `rules`: only these; `known`: faults of a rule in elements like these (by their HTML), which are not ours to mend. */
type AxeScope = { rules?: string[]; known?: Record<string, RegExp> }

export async function startBrowser(): Promise<TestBrowser> {
  const folder = await unpackChromium()
  const browser = await chromium.launch({
    executablePath: `${folder}/chromium`,
    args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
    env: { ...process.env, FONTCONFIG_PATH: `${folder}/fonts` },
  })
  return {
    async open(url, options) {
      const context = await browser.newContext({ locale: 'nl-NL', reducedMotion: 'reduce', ...options })
      const trouble: string[] = []
      const { host } = new URL(url)
      const stayHere = (to: string) => new URL(to).host === host || trouble.push(`a request to ${to}`)
      context.on('request', (request) => stayHere(request.url()))
      context.on('page', (page) => page.on('websocket', (socket) => stayHere(socket.url())))
      context.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) trouble.push(message.text())
      })
      context.on('weberror', (problem) => trouble.push(String(problem.error())))
      const page = await context.newPage()
      const answer = await page.goto(url)
      if (answer?.status() === 503) throw new Error(await answer.text()) // that it has not been built
      return Object.assign(page, {
        trouble,
        violations: (scope?: AxeScope) => violationsOf(page, scope),
        tabTo: (target: Locator) => tabTo(page, target),
      })
    },
    close: () => browser.close(),
  }
}

const mostTabs = 100

async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  for (let tabs = 0; tabs < mostTabs; tabs++) {
    if (await hasFocus(target)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${target} is not reached by keyboard`)
}

export const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === element.ownerDocument.activeElement)

async function violationsOf(page: Page, { rules, known = {} }: AxeScope = {}): Promise<string[]> {
  const axe = new AxeBuilder({ page })
  if (rules) axe.withRules(rules)
  const { violations } = await axe.analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes
        .filter(({ html }) => !known[id]?.test(html))
        .map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    )
}
