/**
 * `npm run prove:screens`: every screen in every mode, on both glasses, in every language. Exit code 1 where a text
 * lies over another or is cut. `npm test` shows each mode in one language.
 */
import { spawnSync } from 'node:child_process'
import { root, tool } from '../runner/commands.ts'

const { file, args } = tool('vitest', ['run', 'tests/screens/modes.test.ts'])
const env = { ...process.env, BALIE_EVERY_MODE: '1' }
process.exitCode = spawnSync(file, args, { cwd: root, env, stdio: 'inherit' }).status ?? 1
