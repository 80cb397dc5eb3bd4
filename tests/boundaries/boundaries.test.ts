/** The walls between the rooms: each kind of crossing is planted and found; each allowed way stays open. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { circlesOf, pairsOf } from '../../build/boundaries/circles.ts'
import { findViolations } from '../../build/boundaries/find-violations.ts'
import { foldersOf, readGraph } from '../../build/boundaries/graph.ts'
import { order } from '../../build/boundaries/order.ts'
import { unclassified } from '../../build/boundaries/packages.ts'
import { rooms } from '../../build/boundaries/table.ts'
import { unusedAllowances } from '../../build/boundaries/unused.ts'
import { root } from '../runner/commands.ts'

let project: string
const there = [
  'domain/rules/who-signs.ts',
  'domain/contract/control/step.ts',
  'domain/contract/control/channels.ts',
  'domain/contract/messages/screen.ts',
  'domain/patient.ts',
  'domain/ids.ts',
  'session/flow.ts',
  'main/supervisor.ts',
  'preload/bridge.ts',
  'renderer/screen.ts',
  'central/intake.ts',
  'central/web/staff/desk.ts',
  'central/web/citizen/copy.ts',
  'tools/verify.ts',
  'build/tool.ts',
]

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'balie-rooms-'))
  for (const file of there) put(file, 'export {}')
  const packages = ['jose', '@medplum/core', 'electron', 'playwright']
  put('package.json', JSON.stringify({ devDependencies: Object.fromEntries(packages.map((name) => [name, '1'])) }))
})
afterEach(() => rmSync(project, { recursive: true, force: true }))

const crossings: readonly (readonly [file: string, text: string, why: string])[] = [
  ['domain/a.ts', `import '../session/flow.ts'`, 'domain may import only itself'],
  ['domain/a.ts', `import { readFile } from 'node:fs'`, 'domain has no Node'],
  ['domain/a.ts', `import { SignJWT } from 'jose'`, `the package jose, which is not in domain's list`],
  ['domain/a.ts', `import { createReference } from '@medplum/core/x'`, 'the package @medplum/core'],
  ['central/a.ts', `import 'undeclared/deep'`, 'the package undeclared, which package.json does not name'],
  ['session/a.ts', `import '../main/supervisor.ts'`, 'session may import domain'],
  ['session/a.ts', `import { app } from 'electron'`, 'the package electron'],
  ['main/a.ts', `import '../domain/patient.ts'`, 'main may import domain/contract/control'],
  ['main/a.ts', `import type { Patient } from '../domain/patient.ts'`, 'main may import domain/contract/control'],
  ['main/a.ts', `export { x } from '../domain/rules/who-signs.ts'`, 'main may import domain/contract/control'],
  ['main/a.ts', `const x = await import('../central/intake.ts')`, 'main may import domain/contract/control'],
  ['main/a.ts', `type X = import('../session/flow.ts').X`, 'main may import domain/contract/control'],
  ['main/a.ts', `import { readFile } from 'fs'`, 'write node:fs'],
  ['main/a.ts', `const name = '../session/flow.ts'; await import(name)`, 'a computed name'],
  ['main/a.ts', `import '../domain/contract/control/step'`, 'no file'],
  [
    'preload/a.ts',
    `import { Step } from '../domain/contract/control/step.ts'`,
    'preload may import domain/contract/control/channels.ts',
  ],
  ['preload/a.ts', `const x = require('node:fs')`, 'preload has no Node'],
  [
    'renderer/a.ts',
    `import { whoSigns } from '../domain/rules/who-signs.ts'`,
    'renderer may import domain/contract/messages',
  ],
  ['renderer/a.ts', `import '../preload/bridge.ts'`, 'renderer may import domain/contract/messages'],
  ['central/a.ts', `import '../session/flow.ts'`, 'central may import domain'],
  ['central/web/citizen/a.ts', `import '../staff/desk.ts'`, 'central/web/citizen may not import central/web/staff'],
  ['central/web/desk/a.ts', `import '../citizen/copy.ts'`, 'central/web/desk may not import central/web/citizen'],
  [
    'central/web/oidc/a.ts',
    `import type { X } from '../staff/desk.ts'`,
    'central/web/oidc may not import central/web/staff',
  ],
  ['central/web/pages/a.ts', `import '../citizen/copy.ts'`, 'central/web/pages may not import central/web/staff or'],
  ['paper/a.ts', `import '../session/flow.ts'`, 'paper may import domain'],
  ['session/a.ts', `import '../tools/verify.ts'`, 'session may import domain, paper'],
  ['build/a.ts', `import '../domain/ids.ts'`, 'build may import only itself'],
]
test.each(crossings)('%s with «%s» is refused', (file, text, why) => {
  put(file, text)
  expect(findViolations(project)).toEqual([expect.stringContaining(why)])
})

test('a crossing in the script of a Svelte file is found on its line', () => {
  put(
    'renderer/A.svelte',
    `<p>import '../main/x.ts'</p>\n<script lang="ts">\n  import '../session/flow.ts'\n</script>\n`,
  )
  expect(findViolations(project)).toEqual([expect.stringMatching(/^renderer\/A\.svelte:3 imports session\/flow\.ts;/)])
})

test('what the table allows passes', () => {
  put(
    'main/a.ts',
    `import '../domain/contract/control/step.ts'\nimport '../domain/ids.ts'\nimport 'electron'\nimport 'node:fs'`,
  )
  put('session/a.ts', `import '../domain/rules/who-signs.ts'\nimport 'jose'`)
  put('renderer/a.ts', `import '../domain/contract/messages/screen.ts'\nimport type { P } from '../domain/patient.ts'`)
  put('preload/a.ts', `import '../domain/contract/control/channels.ts'`)
  put('central/a.ts', `import './web/staff/desk.ts'\nimport './web/citizen/copy.ts'`)
  put('tests/a.ts', `import '../main/a.ts'\nimport '../central/intake.ts'\nimport 'playwright'`)
  expect(findViolations(project)).toEqual([])
})

const inside: readonly (readonly [file: string, text: string, why: string])[] = [
  ['domain/contract/device/a.ts', `import '../../rules/who-signs.ts'`, 'contract/device stands below rules'],
  ['domain/contract/control/a.ts', `import '../messages/screen.ts'`, 'contract/control stands below contract/messages'],
  ['main/files/a.ts', `import '../line/client.ts'`, 'files stands below line'],
  ['main/line/a.ts', `import '../device/enrol.ts'`, 'line stands below device or beside it'],
  ['main/line/a.ts', `import type { X } from '../supervisor.ts'`, 'line stands below .'],
  [
    'main/somewhere/a.ts',
    `import '../line/client.ts'`,
    'lies in a folder that build/boundaries/order.ts does not name',
  ],
]
test.each(inside)('inside a room, %s with «%s» is refused, and the page is named', (file, text, why) => {
  for (const other of ['main/line/client.ts', 'main/device/enrol.ts']) put(other, 'export {}')
  put(file, text)
  const [found = '', ...more] = findViolations(project)
  expect(found).toContain(why)
  expect(found).toMatch(/\(see ARCHITECTURE\.md, Order inside the rooms\)$/)
  expect(more).toEqual([])
})

test('a page that a wall names is there', () => {
  const page = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
  for (const heading of ['## Rooms', '### Order inside the rooms', '### Packages']) expect(page).toContain(heading)
})

test('a circle is found, of files and of folders', () => {
  put('main/files/a.ts', `import './b.ts'`)
  put('main/files/b.ts', `import '../log/c.ts'`)
  put('main/log/c.ts', `import type { A } from '../files/a.ts'`)
  const graph = readGraph({ root: project, rooms: ['main'] })
  expect(circlesOf(graph)).toEqual([['main/files/a.ts', 'main/files/b.ts', 'main/log/c.ts']])
  expect(circlesOf(foldersOf(graph))).toEqual([['main/files', 'main/log']])
  expect(pairsOf(foldersOf(graph))).toEqual(['main/files ⇄ main/log'])
})

test('no folders of a room and no files of this project go round in circles', () => {
  expect(circlesOf(readGraph({ root, rooms: Object.keys(rooms) }))).toEqual([])
  expect(circlesOf(foldersOf(readGraph({ root, rooms: Object.keys(order) })))).toEqual([])
})

test('a package that nobody classified is refused, and one that is gone, and one that ships unsaid', () => {
  const uses = { valibot: ['kiosk'], vitest: ['test'] } as const
  expect(unclassified({ dependencies: { valibot: '1' }, devDependencies: { vitest: '1' } }, uses)).toEqual([])
  expect(
    unclassified({ dependencies: { valibot: '1', leftpad: '1' }, devDependencies: { vitest: '1' } }, uses),
  ).toEqual([expect.stringContaining('leftpad is classified nowhere')])
  expect(unclassified({ dependencies: { valibot: '1' } }, uses)).toEqual([
    expect.stringContaining('vitest is classified and not'),
  ])
  expect(unclassified({ dependencies: { vitest: '1' }, devDependencies: { valibot: '1' } }, uses)).toHaveLength(2)
  expect(unclassified(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))).toEqual([])
})

test('the walls of this project hold', () => {
  expect(findViolations(root)).toEqual([])
})

test('no door is open that nobody uses', () => {
  expect(unusedAllowances(project)).toContain('session: jose')
  put('session/a.ts', `import 'jose'`)
  expect(unusedAllowances(project)).not.toContain('session: jose')
  expect(unusedAllowances(root)).toEqual([])
})

function put(file: string, text: string) {
  mkdirSync(dirname(join(project, file)), { recursive: true })
  writeFileSync(join(project, file), text)
}
