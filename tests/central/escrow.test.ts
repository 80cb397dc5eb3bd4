/** Pen movements: closed before they leave the kiosk, bound to their step, kept here without being readable here. */
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compactDecrypt } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { openEscrow } from '../../tools/escrow/open.ts'
import type { Central } from '../../central/compose.ts'
import { trainingPolicy } from '../../central/published/content/content.ts'
import { hashOf } from '../../paper/hash.ts'
import { escrowFile } from '../../central/keys/house.ts'
import { newPrivateJwk, PrivateJwk } from '../../central/keys/house-key.ts'
import { escrowKeyOf } from '../../domain/document/escrow.ts'
import { Keyset } from '../../domain/contract/device/keyset.ts'
import { StepClaims } from '../../domain/document/steps.ts'
import { CompactJwe } from '../../domain/ids.ts'
import { EnvelopePayload } from '../../domain/contract/intake/payload.ts'
import { decodeJwt } from 'jose'
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { inkOf, penOf } from '../document/people.ts'
import { enrolKiosk, folder, training } from './support/kiosk.ts'
import type { Folder, TestKiosk } from './support/kiosk.ts'
import { altered, deliver, makeEnvelope } from './support/visit.ts'
import type { Envelope } from './support/visit.ts'

const policy = { ...trainingPolicy, privacy: { ...trainingPolicy.privacy, penMovement: 'escrowed' as const } }
let data: Folder
let central: Central
let kiosk: TestKiosk
beforeAll(async () => {
  data = folder()
  central = await training(data.path, { policy })
  kiosk = await enrolKiosk(central)
})
afterAll(async () => {
  await central.close()
  data.remove()
})

const make = (escrow = central.house.escrow) => makeEnvelope(central, data.path, kiosk, { escrow })
const keeper = (): PrivateJwk =>
  v.parse(v.pipe(v.string(), v.parseJson(), PrivateJwk), readFileSync(join(data.path, escrowFile), 'utf8'))
async function payloadOf({ jwe }: Envelope): Promise<EnvelopePayload> {
  const { plaintext } = await compactDecrypt(jwe, central.house.intake.private)
  return v.parse(v.pipe(v.string(), v.parseJson(), EnvelopePayload), Buffer.from(plaintext).toString('utf8'))
}
const escrowOf = ({ escrows: [escrow = null] }: EnvelopePayload): CompactJwe => {
  if (escrow === null) throw new Error('no movement')
  return escrow
}
async function reasonFor(id: Envelope['id'], jwe: string): Promise<string> {
  await deliver(central, kiosk, id, jwe)
  const row = await central.ledger.find(id)
  return `${row?.reason ?? 'stored'} ${row?.detail ?? ''}`.trim()
}

describe('a pen movement', () => {
  it('is kept as it came, said on the paper, bound by the step, and opened by its keeper alone', async () => {
    const envelope = await make()
    const payload = await payloadOf(envelope)
    const jwe = escrowOf(payload)
    expect(await reasonFor(envelope.id, envelope.jwe)).toBe('stored')
    expect(await central.ledger.escrow(envelope.id)).toBe(jwe)
    const claims = v.parse(
      StepClaims,
      JSON.parse(Buffer.from(payload.steps[0]?.split('.')[1] ?? '', 'base64url').toString()),
    )
    expect(claims.escrowHash).toBe(hashOf(Buffer.from(jwe)))
    const text = execFileSync('pdftotext', ['-', '-'], {
      input: Buffer.from(payload.pdf ?? '', 'base64'),
      encoding: 'utf8',
    })
    expect(text.replace(/\s+/g, ' ')).toContain('Druk en tempo van de handtekening zijn versleuteld bewaard.')
    expect(text).toContain(claims.escrowHash)
    // The house's own keys do not open it; the keeper's does, and every sample is there.
    for (const key of [central.house.intake, central.house.content])
      await expect(compactDecrypt(jwe, key.private)).rejects.toThrow()
    const drawn = inkOf(7)
    expect(await openEscrow(jwe, keeper())).toEqual({ balie: 'pen/1', set: envelope.id, ink: drawn, pen: penOf(drawn) })
    await expect(openEscrow(jwe, await newPrivateJwk())).rejects.toThrow()
    await expect(openEscrow(`${jwe.slice(0, -4)}AAAA`, keeper())).rejects.toThrow()
    // The same on the command line: handed out closed, opened with the key.
    const program = fileURLToPath(new URL('../../tools/escrow.ts', import.meta.url))
    const run = (...args: string[]): string => execFileSync(process.execPath, [program, ...args], { encoding: 'utf8' })
    const file = join(data.path, 'closed.jwe')
    writeFileSync(file, run(data.path, envelope.id))
    expect(readFileSync(file, 'utf8').trim()).toBe(jwe)
    expect(run('--open', join(data.path, escrowFile), file)).toContain('"balie":"pen/1"')
  })

  it('has a key of its own, whose private half is in no file that the central reads', () => {
    const keyset = v.parse(Keyset, decodeJwt(central.house.keyset))
    expect(keyset.escrow).toEqual(central.house.escrow)
    expect(keyset.escrow?.x).not.toBe(keyset.intake[0]?.x)
    expect(v.is(Keyset, { ...keyset, escrow: keyset.intake[0] })).toBe(false)
    const { d } = keeper()
    const holding = (path: string): readonly string[] =>
      statSync(path).isDirectory()
        ? readdirSync(path).flatMap((name) => holding(join(path, name)))
        : readFileSync(path, 'latin1').includes(d)
          ? [path]
          : []
    expect(holding(data.path)).toEqual([join(data.path, escrowFile)])
    expect(statSync(join(data.path, escrowFile)).mode & 0o077).toBe(0)
  })

  it.each<[string, (jwe: CompactJwe) => CompactJwe | null | Promise<CompactJwe>, string]>([
    ['that was taken out', () => null, 'steps escrowMissing'],
    ['that is another one', async () => escrowOf(await payloadOf(await make())), 'steps escrow'],
    [
      'with one changed character',
      (jwe) => v.parse(CompactJwe, `${jwe.slice(0, -1)}${jwe.endsWith('A') ? 'B' : 'A'}`),
      'steps escrow',
    ],
  ])('%s is refused', async (_what, change, reason) => {
    const envelope = await make()
    const other = await change(escrowOf(await payloadOf(envelope)))
    const jwe = await altered(central, envelope, (payload) => {
      payload.escrows = [other]
    })
    expect(await reasonFor(envelope.id, jwe)).toBe(reason)
    expect(await central.ledger.escrow(envelope.id)).toBeNull()
  })

  it('that is closed to the intake key, so that the central could read it, is refused', async () => {
    const envelope = await make(central.house.intake.public)
    expect(await reasonFor(envelope.id, envelope.jwe)).toBe('steps escrowHeader')
  })

  it('that no step names is refused', async () => {
    const escrow = escrowOf(await payloadOf(await make()))
    const plain = await makeEnvelope(central, data.path, kiosk)
    const jwe = await altered(central, plain, (payload) => {
      payload.escrows = [escrow]
    })
    expect(await reasonFor(plain.id, jwe)).toBe('steps escrow')
  })
})

describe('without the policy', () => {
  it('a movement is refused although everything else about it is right', async () => {
    const other = folder()
    const strict = await training(other.path)
    try {
      const there = await enrolKiosk(strict)
      const envelope = await makeEnvelope(strict, other.path, there, { escrow: strict.house.escrow })
      await deliver(strict, there, envelope.id, envelope.jwe)
      expect(await strict.ledger.find(envelope.id)).toMatchObject({ reason: 'rules', detail: 'escrow' })
      const keyset = v.parse(Keyset, decodeJwt(strict.house.keyset))
      expect(escrowKeyOf({ policy: strict.content.policy, keyset })).toBeNull()
      expect(escrowKeyOf({ policy, keyset })).toEqual(strict.house.escrow)
    } finally {
      await strict.close()
      other.remove()
    }
    // A whole central of its own is started.
  }, 90_000)
})
