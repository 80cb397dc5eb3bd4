/** docs/protocol.md says every message and address that there is, and each value as the code has it. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { defaultDevicePolicy } from '../../domain/contract/device/device-policy.ts'
import { DeviceCommand, DeviceReport } from '../../domain/contract/device/channel.ts'
import { defaultRecoverDays, lifetimes, setBack } from '../../domain/contract/device/lifetimes.ts'
import { visitCertificateLifetime } from '../../domain/contract/device/visit-certificate.ts'
import { MainToRenderer, PageToHost, RendererToMain } from '../../domain/contract/control/renderer.ts'
import { MainToSession, SessionToMain } from '../../domain/contract/control/session.ts'
import { RendererToSession, SessionToRenderer } from '../../domain/contract/messages/channel.ts'
import { root } from '../runner/commands.ts'

const page = readFileSync(join(root, 'docs/protocol.md'), 'utf8')
const rows = page.split('\n').flatMap((line) => (line.startsWith('|') ? [line.split('|').map((cell) => cell.trim())] : [])) // prettier-ignore

/** The literals of a variant's `type`, nested variants included. */
function typesOf(schema: unknown): readonly string[] {
  const Shape = v.object({ options: v.optional(v.array(v.unknown())), entries: v.optional(v.record(v.string(), v.unknown())) }) // prettier-ignore
  const { options = [], entries } = v.parse(Shape, schema)
  const own = v.safeParse(v.object({ literal: v.string() }), entries?.['type'])
  return [...(own.success ? [own.output.literal] : []), ...options.flatMap(typesOf)]
}

describe('every message is in a table', () => {
  const channel = rows.filter(([, message = '']) => message.includes('/device/')).join()
  test.each([
    ['GET /device/events', typesOf(DeviceCommand)],
    ['POST /device/reports', typesOf(DeviceReport)],
  ])('%s', (_, types) => {
    expect(types.length).toBeGreaterThan(4)
    expect(types.filter((type) => !channel.includes(`\`${type}\``))).toEqual([])
  })

  const sections = rows.reduce<{ from: string; row: string }[]>((all, [, from = '', ...rest]) => {
    return [...all, { from: from === '' ? (all.at(-1)?.from ?? '') : from, row: rest.join() }]
  }, [])
  test.each([
    ['main → session', MainToSession],
    ['session → main', SessionToMain],
    ['main → page', MainToRenderer],
    ['page → main', v.union([RendererToMain, PageToHost])],
    ['page → session', RendererToSession],
    ['session → page', SessionToRenderer],
  ])('%s', (way, schema) => {
    const said = sections.flatMap(({ from, row }) => (from === way ? [row] : [])).join()
    const types = typesOf(schema)
    expect(types.length).toBeGreaterThan(1)
    expect(types.filter((type) => !said.includes(`\`${type}\``))).toEqual([])
  })
})

test('every address of the kiosk’s listener is named', () => {
  const files = globSync(['central/kiosk-api/**/*.ts', 'central/time/routes.ts'], { cwd: root })
  const paths = files.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/[pP]ath(?::| =) '(\/[^']*)'/g)].map(([, path = '']) => path),
  )
  expect(paths.length).toBeGreaterThan(18)
  const missing = paths.filter((path) => !page.includes(path.replaceAll(/:(\w+)/g, '{$1}')))
  expect(missing).toEqual([])
})

const valueOf = (what: string): string => rows.find(([, name]) => name === what)?.[2] ?? 'no such row'

test('lifetimes are those of the code', () => {
  const day = 86_400_000
  expect(valueOf('keys of a kiosk')).toContain(`${lifetimes.deviceKeys / day} days`)
  expect(valueOf('content bundle')).toContain(`${lifetimes.content / day} days`)
  expect(valueOf('Keyset')).toContain(`${lifetimes.keyset / day} days`)
  expect(valueOf('TLS certificate')).toContain(`${lifetimes.tls / day} days`)
  expect(valueOf('time-stamping certificate')).toContain(`${lifetimes.timeStamping / day / 365} years`)
  expect(valueOf('back after an absence')).toContain(`${defaultRecoverDays} days`)
  expect(valueOf('the central\'s clock set back')).toContain(`${setBack / 60_000} minutes`) // prettier-ignore
  expect(valueOf('visit certificate')).toBe(`${visitCertificateLifetime / 3600} hours`)
  const { idleWarnAfter, idleWipeAfter, assistedMinutes, doneFor, longestVisitMinutes } = defaultDevicePolicy
  expect(valueOf('idle: covered, then wiped')).toContain(`${idleWarnAfter} s, then ${idleWipeAfter} s; with help ${assistedMinutes} minutes`) // prettier-ignore
  expect(valueOf('end screen')).toContain(`${doneFor} s`)
  expect(valueOf('longest visit')).toContain(`${longestVisitMinutes} minutes`)
})

test('time-outs are those of the code, in milliseconds or seconds', () => {
  const named = rows.flatMap(([, what = '', value = '', where = '']) => {
    const [, name, file] = /^`(\w+)` in `([\w./-]+)`$/.exec(where) ?? []
    return name === undefined || file === undefined ? [] : [{ what, value, name, file }]
  })
  expect(named.length).toBeGreaterThan(12)
  for (const { what, value, name, file } of named) {
    const source = readFileSync(join(root, file), 'utf8')
    const [, written = ''] = new RegExp(`\\b${name} = ([\\d_]+(?: \\* [\\d_]+)*)`).exec(source) ?? []
    const found = written.split(' * ').reduce((product, one) => product * Number(one.replaceAll('_', '')), 1)
    const [, number, unit] = /(\d+) (s|minutes)/.exec(value) ?? []
    const seconds = Number(number) * (unit === 's' ? 1 : 60)
    expect([seconds, seconds * 1000], `${what}: ${value}, but ${name} is ${written}`).toContain(found)
  }
})
