/** `npm run mutate:rules`: Stryker over the rules, one mutant at a time; the report goes to out/mutation. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const stryker = fileURLToPath(new URL('../../node_modules/@stryker-mutator/core/bin/stryker.js', import.meta.url))
process.exitCode =
  spawnSync(process.execPath, [stryker, 'run', 'tests/bench/rules.stryker.json', ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  }).status ?? 1
