import { defineConfig } from 'vitest/config'

export default defineConfig({
  // As Node itself resolves: Vite takes graphql's development build, and then there are two, of which neither knows the other.
  ssr: { resolve: { conditions: ['node', 'module-sync'] } },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/global-setup.ts',
    testTimeout: 60_000, // a minute: some tests start servers and browsers, and machines are busy at times
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } }, // 10 seconds: what comes late on a busy machine has come all the same
    // A process for each file: an embedded database gives its memory back only when its process ends.
    pool: 'forks',
    maxWorkers: '100%',
  },
})
