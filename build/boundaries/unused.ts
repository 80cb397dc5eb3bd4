/** Packages that the table allows and no file uses: an open door that nobody needs. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageOf } from './find-violations.ts'
import { importsOf } from './imports.ts'
import { rooms } from './table.ts'

/** @returns one line for each allowance without use: `room: package`; empty when all are used. */
export function unusedAllowances(root: string): readonly string[] {
  return Object.entries(rooms).flatMap(([name, { packages, typePackages }]) => {
    const { used, usedAsTypes } = packagesIn(name, root)
    const unused = [
      ...packages.filter((one, i) => packages.indexOf(one) !== i || (one !== '*' && !used.has(one))),
      ...typePackages.filter((one) => !usedAsTypes.has(one)),
    ]
    return unused.map((what) => `${name}: ${what}`)
  })
}

/** What a room imports by name. */
function packagesIn(name: string, root: string) {
  const [used, usedAsTypes] = [new Set<string>(), new Set<string>()]
  for (const file of globSync(`${name}/**/*.{ts,mts,cts,svelte}`, { cwd: root }))
    for (const { specifier, typeOnly } of importsOf({ file, text: readFileSync(join(root, file), 'utf8') }))
      (typeOnly ? usedAsTypes : used).add(packageOf(specifier))
  return { used, usedAsTypes }
}
