import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  // As Node itself resolves: Vite takes graphql's development build, and then there are two, of which neither knows the other.
  ssr: { resolve: { conditions: ['node', 'module-sync'] } },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/global-setup.ts',
    testTimeout: 120_000, // 2 minutes: some tests start servers and browsers, and machines are busy at times
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } }, // 30 seconds, as a browser waits: what comes late on a busy machine has come all the same
    // Processes that their files share: the first app of a process takes seconds to start, each other one much less. One more than
    // there are cores: a quarter of the time a test waits for something else.
    pool: 'forks',
    isolate: false,
    maxWorkers: availableParallelism() + 1,
  },
})
