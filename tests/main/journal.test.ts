import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { Milliseconds, VisitId } from '../../domain/ids.ts'
import type { WipeFacts } from '../../domain/contract/device/journal.ts'
import { makeKey, readKey, sha256, type SigningKey } from '../../main/jose/keys.ts'
import { checkJournal } from '../../main/custody/journal/check.ts'
import { Journal } from '../../main/custody/journal/journal.ts'

let folder: string
let path: string
let key: SigningKey

const facts: WipeFacts = {
  pids: [{ role: 'session', pid: 12, exit: 'SIGKILL' }],
  cleared: ['partition', 'clipboard'],
  verified: true,
  browserOurs: true,
  milliseconds: v.parse(Milliseconds, 25),
}
const visit = () => v.parse(VisitId, randomUUID())
const open = () =>
  Journal.open({ path, key: () => key, host: 'electron', boot: 'boot-1', now: () => 1_760_000_000_000 })
const lines = async () => (await readFile(path, 'utf8')).split('\n').slice(0, -1)

async function newKey(): Promise<SigningKey> {
  const made = await readKey(JSON.stringify((await makeKey()).jwk))
  if (made === null) throw new Error('no key')
  return made
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'balie-journal-'))
  path = join(folder, 'journal.jwsl')
  key = await newKey()
})
afterEach(() => rm(folder, { recursive: true }))

describe('the wipe journal', () => {
  it('pairs every begin with a wipe receipt, in a chain that anybody can check with the public key', async () => {
    const journal = await open()
    const [one, two] = [visit(), visit()]
    await journal.begin(one)
    expect(await checkJournal(await lines(), key.public)).toMatchObject({ ok: true, open: true })
    await journal.wiped({ visit: one, end: 'done', facts })
    await journal.begin(two)
    await journal.wiped({ visit: two, end: 'idle', facts })
    await journal.close()
    const written = await lines()
    const checked = await checkJournal(written, key.public)
    expect(checked).toMatchObject({ ok: true, open: false })
    if (!checked.ok) return
    expect(checked.entries.map(({ seq, kind }) => [seq, kind])).toEqual([
      [1, 'begin'],
      [2, 'wiped'],
      [3, 'begin'],
      [4, 'wiped'],
    ])
    expect(checked.entries[1]).toMatchObject({ end: 'done', pids: facts.pids, verified: true, milliseconds: 25 })
    expect(journal.head).toEqual({ seq: 4, head: sha256(written[3] ?? '') })
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('closes a visit that a restart ended, and goes on counting', async () => {
    const first = await open()
    const id = visit()
    await first.begin(id)
    await first.close()
    const second = await open()
    await second.begin(visit())
    const checked = await checkJournal(await lines(), key.public)
    expect(checked).toMatchObject({ ok: true, open: true })
    if (checked.ok)
      expect(checked.entries[1]).toMatchObject({ kind: 'wiped', visit: id, end: 'ended-by-restart', verified: false })
    await second.close()
  })

  it('keeps a torn last line aside and is whole again', async () => {
    const first = await open()
    await first.begin(visit())
    await first.close()
    await appendFile(path, 'eyJhbGciOiJFUzI1NiIs')
    const second = await open()
    await second.close()
    expect(await checkJournal(await lines(), key.public)).toMatchObject({ ok: true, open: false })
    expect(await readFile(`${path}.torn`, 'utf8')).toBe('eyJhbGciOiJFUzI1NiIs')
  })

  it('refuses a second visit before the first was wiped, and a wipe without a visit', async () => {
    const journal = await open()
    await expect(journal.wiped({ visit: visit(), end: 'done', facts })).rejects.toThrow()
    await journal.begin(visit())
    await expect(journal.begin(visit())).rejects.toThrow()
    await expect(journal.wiped({ visit: visit(), end: 'done', facts })).rejects.toThrow()
    expect(await lines()).toHaveLength(1)
    await journal.close()
  })

  it('is not continued over a last line that is not one of ours', async () => {
    await writeFile(path, 'something else\n')
    await expect(open()).rejects.toThrow()
  })

  it('shows every tampering: changed, dropped, swapped, inserted, signed by another key', async () => {
    const journal = await open()
    for (let count = 0; count < 3; count += 1) {
      const id = visit()
      await journal.begin(id)
      await journal.wiped({ visit: id, end: 'done', facts })
    }
    await journal.close()
    const good = await lines()
    const at = (index: number) => good[index] ?? ''
    const flipped = at(2).replace(/\.(.)/, (_all, letter: string) => `.${letter === 'e' ? 'f' : 'e'}`)
    const cases: [string[], string, number][] = [
      [[at(0), at(1), flipped, ...good.slice(3)], 'signature', 3],
      [[...good.slice(0, 2), ...good.slice(4)], 'sequence', 3],
      [[at(2), at(3), at(0), at(1), at(4), at(5)], 'sequence', 1],
      [good.slice(2), 'sequence', 1],
      [[at(0), at(0), ...good.slice(1)], 'sequence', 2],
    ]
    for (const [tampered, reason, line] of cases) {
      expect(await checkJournal(tampered, key.public)).toEqual({ ok: false, line, reason })
    }
    expect(await checkJournal(good, (await newKey()).public)).toEqual({ ok: false, line: 1, reason: 'signature' })
    // Another journal of the same device, grafted on.
    await rm(path)
    const other = await open()
    const id = visit()
    await other.begin(id)
    await other.wiped({ visit: id, end: 'done', facts })
    await other.close()
    const foreign = await lines()
    expect(await checkJournal([at(0), foreign[1] ?? ''], key.public)).toEqual({ ok: false, line: 2, reason: 'chain' })
  })
})
