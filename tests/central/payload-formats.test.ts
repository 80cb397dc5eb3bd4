/** Every format of an envelope's payload, as the central reads it: one shape, each with what it may have. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compactDecrypt } from 'jose'
import * as v from 'valibot'
import type { Central } from '../../central/compose.ts'
import { malformed } from '../../central/kiosk-api/intake/checks/malformed.ts'
import { acceptedPart, EnvelopePayload } from '../../domain/contract/intake/payload.ts'
import { EnvelopeHeader } from '../../domain/contract/envelope/envelope.ts'
import { enrolKiosk, folder, training } from './support/kiosk.ts'
import type { Folder } from './support/kiosk.ts'
import { makeEnvelope } from './support/visit.ts'
import type { Loose } from './support/visit.ts'

let data: Folder
let central: Central
/** What the session writes, as JSON. */
let written: Loose
const jwe = 'e30..AA.AA.AA'
beforeAll(async () => {
  data = folder()
  central = await training(data.path)
  const envelope = await makeEnvelope(central, data.path, await enrolKiosk(central))
  const { plaintext } = await compactDecrypt(envelope.jwe, central.house.intake.private)
  written = JSON.parse(new TextDecoder().decode(plaintext)) as Loose
})
afterAll(async () => {
  await central.close()
  data.remove()
})

const changed = (change: (payload: Loose) => void): Loose => {
  const copy = structuredClone(written)
  change(copy)
  return copy
}
const ofOneSigner = (more: Loose): Loose => {
  const { acceptances, escrows: _, set: _set, act: _act, format: _format, ...rest } = written
  return { ...rest, acceptance: (acceptances as unknown[])[0], ...more }
}
/** What the check says, for a header that fits. */
function verdict(payload: Loose): string {
  const header = { id: payload['id'], kind: payload['kind'] } as EnvelopeHeader
  const checked = malformed({ header, plaintext: new TextEncoder().encode(JSON.stringify(payload)) })
  return checked.ok ? 'good' : checked.detail
}

describe('a payload', () => {
  it('of a kiosk of today is of format 3, and is read as it is written', () => {
    expect(written['format']).toBe(3)
    expect(v.parse(EnvelopePayload, written)).toEqual(written)
    expect(verdict(written)).toBe('good')
  })

  it.each([
    [1, {}],
    [2, { format: 2 }],
  ])('of format %i is read into the same shape, and its manifest hashes the one acceptance', (format, more) => {
    const read = v.parse(EnvelopePayload, ofOneSigner(more))
    expect(read).toEqual({ ...written, format })
    expect(acceptedPart(read)).toEqual((written['acceptances'] as unknown[])[0])
    expect(v.parse(EnvelopePayload, ofOneSigner({ ...more, escrow: jwe })).escrows).toEqual([jwe])
    expect(verdict(ofOneSigner(more))).toBe('good')
  })

  it.each<[string, () => Loose, string]>([
    ['of a format that nobody wrote', () => changed((one) => (one['format'] = 4)), 'shape'],
    ['of format 3 with the members of format 1', () => ofOneSigner({ format: 3 }), 'shape'],
    ['of format 1 with those of format 3', () => ({ ...ofOneSigner({}), set: null }), 'shape'],
    ['of format 2 that is an act', () => ofOneSigner({ format: 2, kind: 'act' }), 'shape'],
    ['of format 1 with a movement and no step', () => ofOneSigner({ steps: [], escrow: jwe }), 'shape'],
    ['with fewer acceptances than signers', () => changed((one) => (one['acceptances'] = [])), 'form'],
    ['with a movement too many', () => changed((one) => (one['escrows'] = [null, null])), 'form'],
    ['of a form that names a set', () => changed((one) => (one['set'] = one['id'])), 'form'],
    ['of a form that is an act too', () => changed((one) => (one['act'] = {})), 'form'],
    ['of an act', () => changed((one) => (one['kind'] = 'act')), 'act'],
    ['of a withdrawal', () => changed((one) => (one['kind'] = 'withdrawal')), 'withdrawal'],
    ['of the kind that was once reserved', () => changed((one) => (one['kind'] = 'steps')), 'shape'],
  ])('%s is malformed', (_, make, detail) => {
    expect(verdict(make())).toBe(detail)
  })
})
