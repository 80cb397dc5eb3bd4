/** The heads of the access log that a kiosk keeps: only the central's, only forward, and nothing else. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { logHeadType } from '../../domain/contract/device/log-head.ts'
import { LogHeads, logHeadsFile } from '../../main/custody/log-heads/log-heads.ts'
import { makeKey, readKey, signJws } from '../../main/jose/keys.ts'
import type { SigningKey } from '../../main/jose/keys.ts'

let state: string
let key: SigningKey
let lines: string[]
const newKey = async (): Promise<SigningKey> => {
  const made = await readKey(JSON.stringify((await makeKey()).jwk))
  if (made === null) throw new Error('no key')
  return made
}
const open = () =>
  LogHeads.open({ state, keys: () => [key.public], log: (_, fields) => void lines.push(fields?.code ?? '') })
const head = (number: number, letter: string, of: { node?: string; by?: SigningKey; typ?: string } = {}) =>
  signJws({
    key: of.by ?? key,
    typ: of.typ ?? logHeadType,
    claims: { node: of.node ?? 'one', number, head: letter.repeat(43), at: '2026-12-01T09:00:00.000Z' },
  })
const said = (number: number, letter: string, node = 'one') => ({ node, number, head: letter.repeat(43) })

beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'balie-log-heads-'))
  key = await newKey()
  lines = []
})
afterEach(() => rm(state, { recursive: true }))

it('a head of the access log is kept over a restart, one for each writer, and holds a number and a hash only', async () => {
  const heads = await open()
  expect(heads.held).toEqual([])
  await heads.keep([await head(3, 'A'), await head(7, 'B', { node: 'two' })])
  await heads.keep([await head(4, 'C')])
  expect((await open()).held).toEqual([said(4, 'C'), said(7, 'B', 'two')])
  const kept = await readFile(join(state, logHeadsFile), 'utf8')
  const claims = kept
    .trim()
    .split('\n')
    .map((jws): unknown => JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()))
  expect(claims.map((one) => Object.keys(Object(one)))).toEqual([
    ['node', 'number', 'head', 'at'],
    ['node', 'number', 'head', 'at'],
  ])
})

it('a head of the access log that goes back, or says another line by the same number, is an alarm and is not kept', async () => {
  const heads = await open()
  await heads.keep([await head(5, 'A')])
  await heads.keep([await head(5, 'A')])
  expect(lines).toEqual([])
  await heads.keep([await head(4, 'B')])
  await heads.keep([await head(5, 'C')])
  expect([heads.held, lines]).toEqual([[said(5, 'A')], ['log-went-back', 'log-went-back']])
})

it('a head of the access log by somebody else, of another kind, or damaged on the disk counts as none', async () => {
  const heads = await open()
  await heads.keep([await head(5, 'A', { by: await newKey() }), await head(5, 'A', { typ: 'other+jwt' }), 'x'])
  expect(heads.held).toEqual([])
  await heads.keep([await head(5, 'A')])
  await writeFile(join(state, logHeadsFile), `${await head(9, 'B', { by: await newKey() })}\nx\n`)
  expect((await open()).held).toEqual([])
})

it('a central cannot make a kiosk keep more heads than there are writers', async () => {
  const heads = await open()
  for (let node = 0; node < 12; node += 1) await heads.keep([await head(1, 'A', { node: `n${String(node)}` })])
  expect(heads.held).toHaveLength(8)
})
