/** Honest files of every kind that a verifier is given, and the question that each is asked. */
import { webcrypto } from 'node:crypto'
import { verifyApproval } from '../../domain/verify/approval.ts'
import { sectionsOf } from '../../domain/verify/pdf/section.ts'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import { verifyPdf } from '../../domain/verify/verify.ts'
import { sealedApproval } from '../document/approvals.ts'
import { extend } from '../document/extend.ts'
import { arabic, dutch, withSigners } from '../document/people.ts'
import { makeVisitKey, sealedPdf, stepsOf } from '../document/sealed.ts'
import { makeTrainingCa } from '../document/training-ca.ts'
import { makeTrainingTsa, stampBy } from '../document/training-tsa.ts'

export interface Seed {
  readonly name: string
  readonly bytes: Uint8Array
  /** Why a file in its place is refused; null: accepted. */
  readonly ask: (bytes: Uint8Array) => Promise<string | null>
}

const port = portOver(webcrypto.subtle)
const ca = makeTrainingCa()
const tsa = makeTrainingTsa()
const by = { ca, tsa }

/** Sealed, stamped, extended and renewed forms; an approval alone and extended, each beside its form. */
export async function makeSeeds(): Promise<readonly Seed[]> {
  const visit = await makeVisitKey()
  const plain = await sealedPdf(dutch, { ca })
  const stamped = await sealedPdf(withSigners(arabic, 2), { ca, visit, timeStamp: stampBy(tsa) })
  const extended = await extend(plain, by)
  const approval = await sealedApproval(plain, { under: ca })
  // Stamps are made now, the documents say November: the later of both, so that nothing is of the future.
  const at = new Date(Math.max(Date.now(), Date.parse('2026-11-24T10:00:00Z')) + 60_000)
  const options = { anchors: [ca.root], timeAnchors: [tsa.root], at }
  const ofForm: Seed['ask'] = async (bytes) => (await verifyPdf(port, bytes, options)).problem?.id ?? null
  const ofBoth = async (files: { approval: Uint8Array; form: Uint8Array }): Promise<string | null> => {
    const { problem } = await verifyApproval(port, files, options)
    return problem === null ? null : `${problem.which}: ${problem.id}`
  }
  const ofApproval: Seed['ask'] = (bytes) => ofBoth({ approval: bytes, form: extended })
  const seeds: readonly Seed[] = [
    { name: 'form', bytes: plain, ask: ofForm },
    { name: 'stamped form', bytes: stamped, ask: ofForm },
    { name: 'extended form', bytes: extended, ask: ofForm },
    { name: 'renewed form', bytes: await extend(await extend(stamped, by), by), ask: ofForm },
    { name: 'approval', bytes: approval, ask: ofApproval },
    { name: 'extended approval', bytes: await extend(approval, by), ask: ofApproval },
    { name: 'form of an approval', bytes: extended, ask: (bytes) => ofBoth({ approval, form: bytes }) },
  ]
  for (const { name, bytes, ask } of seeds) {
    const problem = await ask(bytes)
    if (problem !== null) throw new Error(`the honest ${name} is refused: ${problem}`)
  }
  return seeds
}

/**
 * Whether a changed file is an honest one after all: itself, or what it was before more was appended. That one is as
 * good as it ever was, and nobody can tell it from a copy that was kept.
 */
export function isHonest(bytes: Uint8Array, seed: Uint8Array): boolean {
  const earlier = sectionsOf(seed).some(({ to }) => to === bytes.length)
  return earlier && Buffer.compare(bytes, seed.subarray(0, bytes.length)) === 0
}

/** The steps of two signers, and the key behind them. */
export async function makeSteps(): Promise<{
  readonly steps: Awaited<ReturnType<typeof stepsOf>>
  readonly visit: Awaited<ReturnType<typeof makeVisitKey>>
}> {
  const visit = await makeVisitKey()
  return { steps: await stepsOf(withSigners(dutch, 2), visit), visit }
}
