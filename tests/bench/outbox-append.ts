/**
 * Append to acknowledgement against a raw write and fsync of the same bytes into an open file, interleaved in one run on
 * one disk. Target: at most 1.5 times.
 */
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { CompactJwe } from '../../domain/ids.ts'
import { realDisk } from '../../main/custody/outbox/disk.ts'
import { Outbox } from '../../main/custody/outbox/outbox.ts'
import { envelope, receiptFor } from '../main/support/envelopes.ts'

export interface OutboxBench {
  /** Median milliseconds. */
  readonly append: number
  readonly raw: number
  /** Median of the ratios of neighbours. */
  readonly ratio: number
  /** Of each pair of neighbours. */
  readonly ratios: readonly number[]
  readonly rounds: number
  readonly bytes: number
}

/**
 * `bytes`: size of one envelope. A form of two pages is at most 60 kB of PDF, base64 in the envelope and again in the JWE,
 * with its FHIR resources: 130 kB.
 */
export async function benchOutbox(
  options: { readonly rounds?: number; readonly bytes?: number } = {},
): Promise<OutboxBench> {
  const { rounds = 60, bytes = 130_000 } = options
  const folder = await mkdtemp(join(tmpdir(), 'balie-bench-'))
  const raws: number[] = []
  const appends: number[] = []
  try {
    const outbox = await Outbox.open({ folder, disk: realDisk, alarm: () => undefined })
    for (let round = 0; round < rounds + 10; round += 1) {
      const small = envelope(round)
      const jwe = v.parse(CompactJwe, `${small.jwe.slice(0, -4)}${'A'.repeat(bytes - small.jwe.length)}.tag`)
      const payload = Buffer.from(jwe, 'latin1')
      const file = await open(join(folder, `raw-${round}`), 'w')
      const one = async () => {
        const start = performance.now()
        await file.write(payload)
        await file.sync()
        raws.push(performance.now() - start)
      }
      const other = async () => {
        const start = performance.now()
        const answer = await outbox.append({ ...small, jwe })
        appends.push(performance.now() - start)
        if (answer.kind !== 'durable') throw new Error(answer.reason)
        await outbox.remove(await receiptFor({ id: answer.id, sha256: answer.sha256 }))
        await outbox.prepare()
      }
      // Neither is always first: the disk is warmer for the second.
      for (const run of round % 2 === 0 ? [one, other] : [other, one]) await run()
      await file.close()
    }
    await outbox.close()
  } finally {
    await rm(folder, { recursive: true })
  }
  // The first rounds warm up code and disk.
  const [raw, append] = [raws.slice(10), appends.slice(10)]
  const ratios = append.map((value, index) => value / (raw[index] ?? value))
  return {
    append: median(append),
    raw: median(raw),
    ratio: median(ratios),
    ratios,
    rounds,
    bytes,
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  for (const bytes of [50_000, 130_000, 300_000]) {
    const { ratios: _each, ...result } = await benchOutbox({ bytes })
    process.stdout.write(`${JSON.stringify(result)}\n`)
  }
}
