/** The outbox's promise "it is on the disk" against writing and syncing the same bytes: see outbox-append.ts. */
import { measured, rounded, type Measure } from './measure.ts'
import { benchOutbox } from './outbox-append.ts'

export async function benchAppend({ rounds }: { readonly rounds: number }): Promise<Measure> {
  const { ratios, append, raw, bytes } = await benchOutbox({ rounds })
  return measured({
    name: 'append-to-acknowledgement',
    what: 'one envelope into the outbox, until it is acknowledged as durable',
    against: 'a raw write and fsync of the same bytes',
    ratios,
    target: { atMost: 1.5 },
    detail: { appendMs: rounded(append), rawMs: rounded(raw), envelopeBytes: bytes },
  })
}
