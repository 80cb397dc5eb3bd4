/** Tests run in plain Node processes; two at a time, because the smallest machine that builds Balie has two cores. */
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
  test: {
    include: ['tests/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // The slowest takes eight seconds on two idle cores; beside other work everything takes several times as long.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    // On a busy machine a process needs more than the usual second to die or to say something.
    expect: { poll: { timeout: 15_000 } },
    allowOnly: false,
  },
})
