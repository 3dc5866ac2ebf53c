import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/global-setup.ts',
    testTimeout: 20_000, // 20 seconds: some tests start servers
    hookTimeout: 20_000,
    // A process for each file: an embedded database gives its memory back only when its process ends.
    pool: 'forks',
    maxWorkers: '100%',
  },
})
