/**
 * `node build/boundaries/picture.ts [folder of a checkout]`: the import picture as text, first each folder with the
 * folders that it imports and how often, then what goes round in circles. Run it on two checkouts to compare them.
 */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { circlesOf, pairsOf } from './circles.ts'
import { foldersOf, readGraph } from './graph.ts'
import { rooms } from './table.ts'

const root = resolve(process.argv[2] ?? fileURLToPath(new URL('../..', import.meta.url)))
const files = readGraph({ root, rooms: Object.keys(rooms).filter((room) => existsSync(join(root, room))) })
const folders = foldersOf(files)

for (const folder of folders.files) {
  const arrows = folders.arrows.filter(({ from }) => from === folder)
  const targets = [...new Set(arrows.map(({ to }) => to))].sort()
  console.log(`${folder} (${files.files.filter((file) => file.replace(/\/[^/]*$/, '') === folder).length})`)
  for (const target of targets) console.log(`  → ${target} ${arrows.filter(({ to }) => to === target).length}`)
}

const folderPairs = pairsOf(folders)
const folderCircles = circlesOf(folders)
const fileCircles = circlesOf(files)
const arrowsBetween = new Set(folders.arrows.map(({ from, to }) => `${from} ${to}`)).size
console.log(`\n${files.files.length} files in ${folders.files.length} folders`)
console.log(`${files.arrows.length} imports, ${arrowsBetween} arrows between folders`)
console.log(`${folderPairs.length} pairs of folders that import each other`)
for (const pair of folderPairs) console.log(`  ${pair}`)
console.log(`${folderCircles.length} circles of folders`)
for (const circle of folderCircles) console.log(`  ${circle.join(', ')}`)
console.log(`${fileCircles.length} circles of files`)
for (const circle of fileCircles) console.log(`  ${circle.join(', ')}`)
