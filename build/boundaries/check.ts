/** Run directly: prints every import that crosses a room's wall and exits 1 when there is one. */
import { fileURLToPath } from 'node:url'
import { findViolations } from './find-violations.ts'

const violations = findViolations(fileURLToPath(new URL('../..', import.meta.url)))
for (const violation of violations) console.error(violation)
console.log(
  violations.length === 0 ? 'The walls between the rooms hold.' : `${violations.length} imports cross a wall.`,
)
process.exitCode = violations.length === 0 ? 0 : 1
