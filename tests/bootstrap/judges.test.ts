/** What the outside judges start is what `npm run test:judges` looks for on the machine before it begins. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const List = v.array(
  v.looseObject({ debian: v.string(), probe: v.record(v.string(), v.string()), needed: v.array(v.string()) }),
)
const list = v.parse(List, JSON.parse(readFileSync(join(root, 'build/bootstrap/system-packages.json'), 'utf8')))
const probes = list.filter(({ needed }) => needed.includes('test:judges')).flatMap(({ probe }) => Object.values(probe))

/** `java` comes with the compiler that is looked for, `python3` with its venv, `npm` with Node. */
const comesWith: Readonly<Record<string, string>> = { java: 'javac', python3: 'ensurepip' }

test('every program that a judge starts is looked for first', () => {
  const folder = join(root, 'tests/judges')
  const sources = readdirSync(folder).filter((name) => name.endsWith('.ts'))
  const started = sources.flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/(?:execFileSync|spawnSync|lines)\(\s*'([a-z0-9-]+)'/g)].map(
      ([, command = '']) => command,
    ),
  )
  expect(new Set(started).size).toBeGreaterThan(5)
  for (const command of new Set(started))
    if (command !== 'npm') expect(probes, command).toContain(comesWith[command] ?? command)
})

test('the token, and what builds the bridge to it, are on the list', () => {
  for (const program of ['softhsm2-util', 'g++', 'make']) expect(probes).toContain(program)
})
