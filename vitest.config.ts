/** Tests run in plain Node processes; two at a time, because the smallest machine that builds Balie has two cores. */
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'
import { BaseSequencer } from 'vitest/node'

/** Files that take longer than half a minute on two idle cores, the longest first (the seconds stand in out/test/*.json). */
const longest: readonly string[] = [
  'tests/journey/crash.test.ts',
  'tests/journey/visits.test.ts',
  'tests/journey/wipe.test.ts',
  'tests/journey/bad-input.test.ts',
  'tests/journey/two-parents.test.ts',
  'tests/journey/offline.test.ts',
  'tests/journey/unshown.test.ts',
  'tests/screens/look.test.ts',
  'tests/walks/walks.test.ts',
  'tests/screens/modes.test.ts',
  'tests/main/renewal.test.ts',
  'tests/screens/fields.test.ts',
  'tests/screens/press.test.ts',
  'tests/print/print.test.ts',
  'tests/desk/pressure.test.ts',
  'tests/screens/behaviour.test.ts',
  'tests/desk/desk.test.ts',
  'tests/prove/narrowing.test.ts',
  'tests/central/silent-no.test.ts',
  'tests/desk/papers.test.ts',
]

/** Long files begin first, so that two workers end together: one that begins last leaves a core idle for minutes. */
class LongestFirst extends BaseSequencer {
  override async sort(files: Parameters<BaseSequencer['sort']>[0]): ReturnType<BaseSequencer['sort']> {
    const rank = (path: string) => {
      const at = longest.findIndex((one) => path.endsWith(one))
      return at < 0 ? longest.length : at
    }
    return (await super.sort(files)).sort((a, b) => rank(a.moduleId) - rank(b.moduleId))
  }
}

export default defineConfig({
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
  test: {
    include: ['tests/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // The slowest takes eight seconds on two idle cores; beside other work everything takes several times as long.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    // On a busy machine a process needs more than the usual second to die or to say something.
    expect: { poll: { timeout: 15_000 } },
    allowOnly: false,
  },
})
