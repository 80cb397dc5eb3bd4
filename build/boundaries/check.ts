/** Run directly: prints every import that crosses a wall, every circle and every unclassified package; exits 1 for one. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { circlesOf } from './circles.ts'
import { findViolations } from './find-violations.ts'
import { foldersOf, readGraph } from './graph.ts'
import { order } from './order.ts'
import { unclassified } from './packages.ts'
import { rooms } from './table.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const there = (names: readonly string[]) => names.filter((name) => existsSync(join(root, name)))
// Tests help each other across folders; their files go round in no circle all the same.
const files = circlesOf(readGraph({ root, rooms: there(Object.keys(rooms)) }))
const folders = circlesOf(foldersOf(readGraph({ root, rooms: there(Object.keys(order)) })))

const found = [
  ...findViolations(root),
  ...[...files, ...folders].map(
    (circle) => `a circle: ${circle.join(', ')} (see ARCHITECTURE.md, Order inside the rooms)`,
  ),
  ...unclassified(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))).map(
    (line) => `package.json: ${line} (see ARCHITECTURE.md, Packages)`,
  ),
]
for (const line of found) console.error(line)
console.log(found.length === 0 ? 'The walls between and inside the rooms hold.' : `${found.length} walls are crossed.`)
process.exitCode = found.length === 0 ? 0 : 1
