/** The outbox under a disk that loses, tears, zeroes and refuses, with the power going at any operation. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EnvelopeId, Sha256 } from '../../domain/ids.ts'
import { limits } from '../../domain/limits.ts'
import { Outbox, type OutboxAlarm } from '../../main/custody/outbox/outbox.ts'
import { encodeRecord } from '../../main/custody/outbox/record.ts'
import type { VerifiedReceipt } from '../../main/custody/outbox/verified-receipt.ts'
import { envelope, envelopeId, receiptFor } from './support/envelopes.ts'
import { Crash, FaultyDisk, noFaults, type Faults } from './support/faulty-disk.ts'

type Act =
  | { readonly act: 'append'; readonly n: number; readonly fill: string }
  | { readonly act: 'deliver'; readonly n: number }
  | { readonly act: 'read'; readonly n: number }

const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ act: fc.constant('append' as const), n: fc.nat(4), fill: fc.constantFrom('A', 'B') }),
  },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('deliver' as const), n: fc.nat(4) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('read' as const), n: fc.nat(4) }) },
)

const faults: fc.Arbitrary<Faults> = fc.record({
  crashAt: fc.option(fc.integer({ min: 1, max: 60 })),
  errors: fc
    .array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.constantFrom('EIO' as const, 'ENOSPC' as const)), {
      maxLength: 4,
    })
    .map((list) => new Map(list)),
  unsynced: fc.array(fc.constantFrom('lost' as const, 'kept' as const, 'torn' as const, 'zeroed' as const), {
    minLength: 1,
    maxLength: 3,
  }),
  names: fc.array(fc.constantFrom('lost' as const, 'kept' as const), { minLength: 1, maxLength: 3 }),
})

describe('machine 11: a disk that does not say what is free', () => {
  it('has no room, so that nobody starts to sign; it has again when it says so', async () => {
    const disk = new FaultyDisk()
    let refuses = true
    const free = () => (refuses ? Promise.reject(new Error('statfs')) : Promise.resolve(limits.kiosk.free))
    const outbox = await Outbox.open({ folder: '/outbox', disk: Object.assign(disk, { free }), alarm: () => undefined })
    expect(outbox.hasRoom).toBe(false)
    refuses = false
    await outbox.prepare()
    expect(outbox.hasRoom).toBe(true)
  })
})

/** Receipts are made once: signing is slow, and 20,000 runs need them. */
const receipts = new Map<string, VerifiedReceipt>()
async function receipt(id: EnvelopeId, sha256: Sha256): Promise<VerifiedReceipt> {
  const known = receipts.get(`${id} ${sha256}`) ?? (await receiptFor({ id, sha256 }))
  receipts.set(`${id} ${sha256}`, known)
  return known
}

interface Ledger {
  /** Said to be durable and not yet delivered. */
  readonly owed: Map<EnvelopeId, string>
  /** Said not to be durable (and never said to be). */
  readonly denied: Map<EnvelopeId, Set<string>>
  /** A receipt was given; whether the removal itself survived a crash is not promised. */
  readonly delivered: Set<EnvelopeId>
  readonly alarms: OutboxAlarm[]
}

/**
 * Plays one life until it ends or the power goes; says whether it crashed. Each life has its own envelope ids, as each
 * visit has; within a life the same id may come twice.
 */
async function live(disk: FaultyDisk, script: readonly Act[], ledger: Ledger, life = 0): Promise<boolean> {
  try {
    const outbox = await Outbox.open({ folder: '/o', disk, alarm: (alarm) => ledger.alarms.push(alarm) })
    for (const step of script) {
      if (step.act === 'append') {
        const wanted = envelope(10 * life + step.n, step.fill)
        const { id } = wanted
        const held = outbox.waiting().some((entry) => entry.id === id)
        const denied = ledger.denied.get(id) ?? new Set()
        // Until the answer is known the envelope may be there or not: neither is promised.
        denied.delete(wanted.jwe)
        const answer = await outbox.append(wanted)
        if (disk.crashed) return true
        if (answer.kind === 'durable') {
          expect(held || ledger.delivered.has(id)).toBe(false)
          ledger.owed.set(id, wanted.jwe)
        } else if (answer.reason !== 'duplicate') denied.add(wanted.jwe)
        ledger.denied.set(id, denied)
      } else if (step.act === 'deliver') {
        const waiting = outbox.waiting()
        const entry = waiting[step.n % Math.max(1, waiting.length)]
        const jwe = entry === undefined ? null : await outbox.read(entry.id).catch(() => null)
        if (entry === undefined || jwe === null) continue
        const { id } = entry
        if (ledger.owed.has(id)) expect(jwe).toBe(ledger.owed.get(id))
        const removed = await outbox.remove(await receipt(id, entry.sha256)).catch(() => false)
        if (removed) {
          ledger.owed.delete(id)
          ledger.delivered.add(id)
        }
      } else await outbox.read(envelopeId(10 * life + step.n)).catch(() => null)
      if (disk.crashed) return true
    }
    await outbox.close()
    return false
  } catch (error) {
    if (error instanceof Crash) return true
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}

/** After everything: a quiet disk, and every envelope that was promised is still there, whole. */
async function settle(disk: FaultyDisk, ledger: Ledger): Promise<void> {
  disk.restart()
  const outbox = await Outbox.open({ folder: '/o', disk, alarm: (alarm) => ledger.alarms.push(alarm) })
  const there = new Map<EnvelopeId, string | null>()
  for (const entry of outbox.waiting()) {
    expect(there.has(entry.id)).toBe(false)
    there.set(entry.id, await outbox.read(entry.id))
  }
  for (const [id, jwe] of ledger.owed) expect(there.get(id)).toBe(jwe)
  for (const [id, jwe] of there) {
    if (jwe === null || ledger.owed.has(id) || ledger.delivered.has(id)) continue
    if (!ledger.alarms.includes('notVoided')) expect(ledger.denied.get(id)?.has(jwe) ?? false).toBe(false)
  }
}

describe('the outbox on a failing disk', () => {
  it('loses nothing it promised, doubles nothing, and never brings back what it refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.array(acts, { maxLength: 8 }), faults), { maxLength: 3 }),
        async (lives) => {
          const disk = new FaultyDisk()
          const ledger: Ledger = { owed: new Map(), denied: new Map(), delivered: new Set(), alarms: [] }
          for (const [life, [script, fault]] of lives.entries()) {
            disk.arm(fault)
            await live(disk, script, ledger, life)
            disk.restart()
          }
          await settle(disk, ledger)
        },
      ),
      { numRuns: 3_000 },
    )
  })

  it('keeps its promise when the power goes at every single operation of one day', async () => {
    const day: Act[] = [
      { act: 'append', n: 1, fill: 'A' },
      { act: 'append', n: 2, fill: 'B' },
      { act: 'deliver', n: 1 },
      { act: 'append', n: 3, fill: 'A' },
      { act: 'append', n: 1, fill: 'A' },
      { act: 'deliver', n: 3 },
    ]
    const probe = new FaultyDisk()
    await live(probe, day, { owed: new Map(), denied: new Map(), delivered: new Set(), alarms: [] })
    let crashes = 0
    for (let crashAt = 1; crashAt <= probe.operations; crashAt += 1) {
      for (const unsynced of ['lost', 'kept', 'torn', 'zeroed'] as const) {
        for (const names of ['lost', 'kept'] as const) {
          const disk = new FaultyDisk()
          disk.arm({ crashAt, errors: new Map(), unsynced: [unsynced], names: [names] })
          const ledger: Ledger = { owed: new Map(), denied: new Map(), delivered: new Set(), alarms: [] }
          if (await live(disk, day, ledger)) crashes += 1
          await settle(disk, ledger)
        }
      }
    }
    expect(crashes).toBeGreaterThan(100)
  })

  it('answers "not durable" to every refused operation and stays usable', async () => {
    const probe = new FaultyDisk()
    const ledgerNow = (): Ledger => ({ owed: new Map(), denied: new Map(), delivered: new Set(), alarms: [] })
    const day: Act[] = [
      { act: 'append', n: 1, fill: 'A' },
      { act: 'append', n: 2, fill: 'A' },
    ]
    await live(probe, day, ledgerNow())
    for (let at = 1; at <= probe.operations; at += 1) {
      for (const code of ['EIO', 'ENOSPC'] as const) {
        const disk = new FaultyDisk()
        disk.arm({ crashAt: null, errors: new Map([[at, code]]), unsynced: ['kept'], names: ['kept'] })
        const ledger = ledgerNow()
        await live(disk, day, ledger)
        await settle(disk, ledger)
      }
    }
  })

  it('seals a rotten envelope away, says so, and goes on with the others', async () => {
    const { disk, alarms, open } = fresh()
    const outbox = await open()
    for (const n of [1, 2, 3, 4]) expect((await outbox.append(envelope(n))).kind).toBe('durable')
    const [first = '', second = '', third = ''] = records(disk)
    disk.rot(first, 200)
    expect(await outbox.read(envelopeId(1))).toBeNull()
    expect(alarms).toEqual(['quarantined'])
    await outbox.close()
    // A bit of the envelope's id, and a bit of the payload of another.
    disk.rot(second, 40)
    disk.rot(third, 300)
    const again = await open()
    expect(again.waiting().map(({ id }) => id)).toEqual([envelopeId(4)])
    expect(alarms).toEqual(['quarantined', 'quarantined', 'quarantined'])
    expect(disk.paths().filter((path) => path.startsWith('/o/quarantine')).length).toBe(3)
  })

  it('keeps one of two equal records and seals away a second one that differs', async () => {
    const { disk, alarms, open } = fresh()
    await open().then((outbox) => outbox.close())
    const write = async (name: string, n: number, fill: string) => {
      const { bytes } = encodeRecord(envelope(n, fill))
      const file = await disk.create(`/o/records/${name}.env`)
      await file.write(bytes)
      await file.sync()
    }
    await write('00000011', 1, 'A')
    await write('00000012', 1, 'A')
    await write('00000013', 1, 'B')
    const outbox = await open()
    expect(await outbox.read(envelopeId(1))).toBe(envelope(1, 'A').jwe)
    expect(records(disk)).toContain('/o/records/00000011.env')
    expect(records(disk)).not.toContain('/o/records/00000012.env')
    expect(disk.paths()).toContain('/o/quarantine/00000013.env')
    expect(alarms).toEqual(['quarantined'])
  })

  it('raises an alarm when a refused envelope cannot be taken off the disk', async () => {
    const { disk, alarms, open } = fresh()
    const outbox = await open()
    disk.arm({
      ...noFaults,
      errors: new Map([
        [2, 'EIO'],
        [4, 'EIO'],
      ]),
    })
    expect(await outbox.append(envelope(1))).toEqual({ kind: 'refused', reason: 'diskError' })
    expect(alarms).toContain('notVoided')
  })

  it('never takes an id again of which a failed write may come back after a power cut', async () => {
    const { disk, alarms, open } = fresh()
    const outbox = await open()
    // The write and its removal fail; what was written reaches the platter all the same, the removal does not.
    disk.arm({ crashAt: null, errors: new Map([[2, 'EIO'], [5, 'EIO']]), unsynced: ['kept'], names: ['lost'] }) // prettier-ignore
    expect(await outbox.append(envelope(1, 'A'))).toEqual({ kind: 'refused', reason: 'diskError' })
    expect(alarms).toContain('notVoided')
    expect(await outbox.append(envelope(1, 'B'))).toEqual({ kind: 'refused', reason: 'diskError' })
    expect((await outbox.append(envelope(2))).kind).toBe('durable')
    disk.restart()
    const again = await open()
    expect(await again.read(envelopeId(2))).toBe(envelope(2).jwe)
    expect(await again.read(envelopeId(1))).not.toBe(envelope(1, 'B').jwe)
  })

  it('never uses a file again of which the fsync failed, and says when it was full', async () => {
    const { disk, open } = fresh()
    const outbox = await open()
    disk.arm({ ...noFaults, errors: new Map([[2, 'ENOSPC']]) })
    expect(await outbox.append(envelope(1))).toEqual({ kind: 'refused', reason: 'diskFull' })
    const before = disk.syncs.length
    expect((await outbox.append(envelope(1))).kind).toBe('durable')
    expect(disk.syncs.slice(before)).toHaveLength(1)
    expect(disk.syncs[before]).not.toContain('00000001.env')
    expect(outbox.healthy).toBe(true)
  })

  it('says that it is not healthy while no file can be made, and heals', async () => {
    const { disk, open } = fresh()
    const outbox = await open()
    disk.arm({ ...noFaults, errors: new Map([...Array(12).keys()].map((n) => [n + 3, 'ENOSPC'])) })
    await outbox.append(envelope(1))
    await outbox.prepare()
    expect(outbox.healthy).toBe(false)
    disk.arm(noFaults)
    expect(await outbox.prepare()).toBe(true)
    expect(outbox.healthy).toBe(true)
  })
})

function fresh() {
  const disk = new FaultyDisk()
  const alarms: OutboxAlarm[] = []
  const open = () => Outbox.open({ folder: '/o', disk, alarm: (alarm) => alarms.push(alarm) })
  return { disk, alarms, open }
}

function records(disk: FaultyDisk): readonly string[] {
  return disk
    .paths()
    .filter((path) => path.startsWith('/o/records'))
    .sort()
}
