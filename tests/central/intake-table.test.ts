/** The intake's table: a row for each check, a column for each kind of envelope, and a page that says the same. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { table } from '../../central/kiosk-api/intake/table.ts'
import { EnvelopeKind } from '../../domain/contract/envelope/envelope.ts'
import { quarantineReasons } from '../../domain/contract/envelope/receipt.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const checks = `${root}central/kiosk-api/intake/checks/`
const read = (path: string) => readFileSync(path, 'utf8')
const kinds: readonly EnvelopeKind[] = EnvelopeKind.options
/** Kinds whose checks are there; of the others `malformed` takes none in. */
const takenIn = ['form', 'act', 'acceptance', 'withdrawal'] as const

describe('the table of the intake', () => {
  it.each(takenIn)('asks nothing of a %s before what it builds on is known, and ends with what is stored', (kind) => {
    const given = new Set<string>()
    for (const { name, needs, gives } of table.filter((row) => row.kinds[kind])) {
      expect([name, needs.filter((one) => !given.has(one))]).toEqual([name, []])
      given.add(gives)
    }
    // An act changes a set and nothing of the record.
    expect(given).toContain(kind === 'act' ? 'taken' : 'bundle')
  })

  it('has a row for each file of a check, and no other', () => {
    const helpers = ['checked.ts', 'rebuilt.ts', 'changing.ts']
    const files = readdirSync(checks).filter((file) => !helpers.includes(file))
    expect(table.map(({ name }) => `${name}.ts`).toSorted()).toEqual(files.toSorted())
  })

  it.each(table)('says for what reasons $name refuses', ({ name, refuses }) => {
    const text = read(`${checks}${name}.ts`)
    const all = text.includes("from './rebuilt.ts'") ? text + read(`${checks}rebuilt.ts`) : text
    const reasons = [...all.matchAll(/refuse\('(\w+)'/g)].map(([, reason]) => reason)
    expect([...new Set(reasons)].toSorted()).toEqual([...refuses].toSorted())
  })

  it('can give every reason of a receipt but that of the store', () => {
    expect(new Set([...table.flatMap(({ refuses }) => refuses), 'storage'])).toEqual(new Set(quarantineReasons))
  })

  it('is in docs/protocol.md as it is', () => {
    const [, section = ''] = read(`${root}docs/protocol.md`).split('## What the intake checks')
    const [, , ...written] = (section.split('\n## ')[0] ?? '')
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      )
    const real = table.map(({ name, asks, refuses, kinds: of }) => [
      `\`${name}\``,
      asks,
      refuses.map((reason) => `\`${reason}\``).join(', '),
      ...kinds.map((kind) => (of[kind] ? 'yes' : '')),
    ])
    expect(written).toEqual(real)
  })
})
