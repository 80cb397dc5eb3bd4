/**
 * What four signers in four visits cost the house, against the form of one signer that a kiosk makes. In turns, so that
 * whatever else the machine does falls on all alike. `acts`: both whole, from the last act to a file that was read again and,
 * at the kiosk, encrypted; `acts-compose`: composing and sealing alone.
 */
import { CompactEncrypt, generateKeyPair } from 'jose'
import { checkSealedPdf } from '../../paper/check-sealed-pdf.ts'
import { composeActs } from '../../paper/compose-acts.ts'
import { composePdf } from '../../paper/compose.ts'
import type { Attachment } from '../../paper/compose.ts'
import { casts, makeHouse, paperOf } from '../document/acts.ts'
import { dutch } from '../document/people.ts'
import { assets, attachmentsOf, icc, makeVisitKey, sealFile } from '../document/sealed.ts'
import { makeTrainingCa } from '../document/training-ca.ts'
import { measured, quantile, ratiosOf, rounded, type Measure } from './measure.ts'

export async function benchActs({ rounds }: { readonly rounds: number }): Promise<readonly Measure[]> {
  const ca = makeTrainingCa()
  const house = makeHouse(ca)
  const visit = await makeVisitKey()
  const ready = await attachmentsOf(dutch, visit)
  const paper = await paperOf(casts.four)
  const { publicKey } = await generateKeyPair('ECDH-ES')
  const checked = async (composed: Uint8Array, sealed: Uint8Array): Promise<void> => {
    const problem = await checkSealedPdf({ composed, sealed, anchors: [ca.root], at: new Date(dutch.at) })
    if (problem !== null) throw new Error(problem)
  }
  const form = (attachments: readonly Attachment[]): Promise<Uint8Array> =>
    composePdf(dutch, { assets, icc, attachments })
  const acts = async (): Promise<Uint8Array> => {
    const made = await composeActs(paper, { assets, icc })
    if (!made.ok) throw new Error(made.detail)
    return made.composed
  }
  const whole = {
    kiosk: async () => {
      const composed = await form(await attachmentsOf(dutch, visit))
      const sealed = await sealFile(composed, { ca })
      await checked(composed, sealed)
      const payload = JSON.stringify({ pdf: Buffer.from(sealed).toString('base64') })
      const jwe = new CompactEncrypt(new TextEncoder().encode(payload))
      await jwe.setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' }).encrypt(publicKey)
    },
    house: async () => {
      const composed = await acts()
      await checked(composed, await sealFile(composed, { ca: house }))
    },
    form: async () => void (await sealFile(await form(ready), { ca })),
    acts: async () => void (await sealFile(await acts(), { ca: house })),
  }
  const times = await inTurns(whole, rounds)
  const sizes = { whatKb: rounded((await acts()).length / 1000), againstKb: rounded((await form(ready)).length / 1000) }
  const of = (name: string, what: keyof typeof whole, against: keyof typeof whole, atMost: number | null): Measure =>
    measured({
      name,
      what: 'the acts of four signers from four visits, at the house',
      against: 'the form of one signer, at the kiosk',
      ratios: ratiosOf(times[what] ?? [], times[against] ?? []),
      target: atMost === null ? null : { atMost },
      detail: {
        whatMs: rounded(quantile(times[what] ?? [], 0.5)),
        againstMs: rounded(quantile(times[against] ?? [], 0.5)),
        ...sizes,
      },
    })
  return [of('acts', 'house', 'kiosk', 1.3), of('acts-compose', 'acts', 'form', null)]
}

/** Milliseconds of each job, one after the other, so many rounds; the first three warm up. */
async function inTurns<Name extends string>(
  jobs: Readonly<Record<Name, () => Promise<void>>>,
  rounds: number,
): Promise<Readonly<Record<string, number[]>>> {
  const times: Record<string, number[]> = {}
  for (let round = 0; round < rounds + 3; round++)
    for (const [name, job] of Object.entries<() => Promise<void>>(jobs)) {
      const start = performance.now()
      await job()
      const took = performance.now() - start
      if (round >= 3) (times[name] ??= []).push(took)
    }
  return times
}
