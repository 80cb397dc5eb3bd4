/** Real processes, a real disk, real SIGKILL: what the program said before it died is there after. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { realDisk } from '../../main/custody/outbox/disk.ts'
import { Outbox, type OutboxAlarm } from '../../main/custody/outbox/outbox.ts'

const child = fileURLToPath(new URL('./support/outbox-child.ts', import.meta.url))
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'balie-kill-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** Runs one life and kills it after so many envelopes and a little; answers what it had said. */
async function life(options: { from: number; after: number; extra: number }): Promise<string[]> {
  const signer = spawn(process.execPath, [child, folder, String(options.from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  const gone = new Promise<void>((resolve) => signer.once('close', () => resolve()))
  signer.stdout.on('data', (part: Buffer) => {
    text += part.toString()
    if (text.split('durable').length > options.after) setTimeout(() => signer.kill('SIGKILL'), options.extra)
  })
  await gone
  expect(text).toContain('ready')
  return text.split('\n').slice(0, -1)
}

describe('kill -9', () => {
  it('never loses an envelope that was acknowledged, over 12 lives', async () => {
    const owed = new Map<string, string>()
    const removing = new Set<string>()
    for (let count = 0; count < 12; count += 1) {
      const said = await life({ from: count * 1000, after: 1 + (count % 7), extra: (count * 3) % 11 })
      for (const line of said) {
        const [what, id = '', sha256 = ''] = line.split(' ')
        if (what === 'durable') owed.set(id, sha256)
        if (what === 'removing') removing.add(id)
      }
    }
    const alarms: OutboxAlarm[] = []
    const outbox = await Outbox.open({ folder, disk: realDisk, alarm: (alarm) => alarms.push(alarm) })
    const there = outbox.waiting().map(({ id }) => String(id))
    expect(new Set(there).size).toBe(there.length)
    for (const [id, sha256] of owed) {
      if (removing.has(id)) continue
      const entry = outbox.waiting().find((each) => each.id === id)
      expect(entry?.sha256).toBe(sha256)
      const jwe = entry === undefined ? null : await outbox.read(entry.id)
      expect(
        createHash('sha256')
          .update(jwe ?? '')
          .digest('base64url'),
      ).toBe(sha256)
    }
    expect(owed.size).toBeGreaterThan(30)
    expect(alarms.filter((alarm) => alarm !== 'torn')).toEqual([])
    await outbox.close()
  }, 90_000)
})
