/** How commands are called: said on request, and whenever an option is none. Looked at through the real entry file. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { unknownOption, usageOf, usages } from '../../build/bootstrap/usage.mjs'
import { root } from '../runner/commands.ts'

const entry = join(root, 'build/bootstrap/run.mjs')
const run = (...args: readonly string[]) => spawnSync(process.execPath, [entry, ...args], { encoding: 'utf8' })
const { scripts } = v.parse(
  v.object({ scripts: v.record(v.string(), v.string()) }),
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')),
)
const commands = Object.keys(scripts).filter((name) => scripts[name] === `node build/bootstrap/run.mjs ${name}`)
const readme = readFileSync(join(root, 'README.md'), 'utf8')

describe('screens 22: the commands of the README', () => {
  it('each have one line that says how they are called, and no line is of a command that went', () => {
    expect(Object.keys(usages).toSorted()).toEqual(commands.toSorted())
  })

  it.each(['start', 'verify', 'demo'])('%s answers --help with that line, and does nothing', (command) => {
    expect(run(command, '--help')).toMatchObject({ status: 0, stderr: '', stdout: `${usageOf(command)}\n` })
  })

  it('refuse an option that is none with that line and without a trace of the program', () => {
    const { status, stderr } = run('start', '--hosts', 'served')
    expect(status).toBe(2)
    expect(stderr).toBe(`balie: --hosts is no option here. ${usageOf('start')}\n`)
  })

  it('take every option that the README names behind them', () => {
    const named = [...readme.matchAll(/npm (?:run )?([a-z:]+)((?: \[?--? ?[^`|]*)?)`/g)].flatMap(
      ([, command = '', rest = '']) =>
        commands.includes(command) ? [{ command, options: rest.match(/--[a-z][a-z-]*/g) ?? [] }] : [],
    )
    expect(named.flatMap(({ options }) => options).length).toBeGreaterThan(3)
    for (const { command, options } of named)
      expect({ command, unknown: unknownOption(command, options) }).toEqual({ command, unknown: null })
  })

  it('takes --option=value as the option that it is', () => {
    expect(unknownOption('start', ['--host=served', '--window', '540x960'])).toBeNull()
    expect(unknownOption('start', ['--hoist=served'])).toBe('--hoist=served')
  })

  it.each(['127.0.0.1', 'npm run reset', '/verify/anchor.pem', 'docs/installing.md'])(
    'says %s where a first reader needs it',
    (word) => {
      expect(readme).toContain(word)
    },
  )
})
