/** The manifest: signed by V, and every hash in it is that of what is in the envelope. */
import { compactVerify, importJWK } from 'jose'
import * as v from 'valibot'
import { acceptedPart, Manifest } from '../../../../domain/contract/intake/payload.ts'
import type { EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import type { PublicJwk } from '../../../../domain/ids.ts'
import { good, refuse } from './checked.ts'
import type { Checked } from './checked.ts'
import { hashOf, hashOfJson } from '../../../../paper/hash.ts'
import type { Certified } from './certificate.ts'

export async function manifest(payload: EnvelopePayload, { certificate }: Certified): Promise<Checked<null>> {
  const claims = await verified(payload.manifest, certificate.cnf.jwk)
  if (claims === null) return refuse('manifest', 'signature')
  const { id, kind, bundle, pdf, steps, decision, act, set } = payload
  const expected: Manifest = {
    id,
    visit: certificate.sub,
    kind,
    bundle: hashOfJson(bundle),
    pdf: pdf === null ? null : hashOf(Buffer.from(pdf, 'base64')),
    steps: hashOf(Buffer.from(steps.join('\n'), 'ascii')),
    decision: hashOfJson(decision),
    acceptance: hashOfJson(acceptedPart(payload)),
    ...(payload.withheld === undefined ? {} : { withheld: hashOfJson(payload.withheld) }),
    ...(kind === 'act' ? { act: hashOfJson({ act, set }) } : {}),
  }
  return hashOfJson(claims) === hashOfJson(expected) ? good(null) : refuse('manifest', 'hash')
}

async function verified(jws: string, { kty, crv, x, y }: PublicJwk): Promise<Manifest | null> {
  try {
    const key = await importJWK({ kty, crv, x, y }, 'ES256')
    const { payload, protectedHeader } = await compactVerify(jws, key, { algorithms: ['ES256'] })
    if (protectedHeader.typ !== 'balie-manifest+jwt') return null
    return v.parse(v.pipe(v.string(), v.parseJson(), Manifest), Buffer.from(payload).toString('utf8'))
  } catch {
    return null
  }
}
