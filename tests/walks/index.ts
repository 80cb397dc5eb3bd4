/** `npm run journeys`: walks every journey, photographs every screen in every language, counts, and writes the contact sheet. */
import { spawnSync } from 'node:child_process'
import { root, tool } from '../runner/commands.ts'

const { file, args } = tool('vitest', ['run', 'tests/walks'])
process.exitCode = spawnSync(file, args, { cwd: root, stdio: 'inherit' }).status ?? 1
