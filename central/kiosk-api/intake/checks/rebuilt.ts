/**
 * The FHIR transaction, built again from what was checked: it must be equal, value by value. So only the expected
 * entries can be in it, each with its own key, the mandate `proposed`, everything about this patient.
 */
import type { Bundle } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { canonicalJson } from '../../../../domain/bytes/canonical.ts'
import type { EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import { good, refuse } from './checked.ts'
import type { Checked } from './checked.ts'

const uuid = /^urn:uuid:([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})$/
const Entry = v.looseObject({ fullUrl: v.pipe(v.string(), v.regex(uuid)) })

/** `build` from the temporary addresses of the entries, in their order; null: these are not as many as they must be. */
export function rebuilt(payload: EnvelopePayload, build: (ids: readonly string[]) => Bundle | null): Checked<Bundle> {
  const ids = entryIds(payload)
  if (ids === null) return refuse('bundle', 'keys')
  const expected = build(ids)
  if (expected === null) return refuse('bundle', 'entries')
  // What JSON drops was dropped by the kiosk too.
  const same = canonicalJson(JSON.parse(JSON.stringify(expected))) === canonicalJson(payload.bundle)
  return same ? good(expected) : refuse('bundle', 'differs')
}

/** The temporary address of each entry, which is also its key; null when one is no UUID or stands twice. */
function entryIds({ bundle: { entry } }: EnvelopePayload): readonly string[] | null {
  const ids = entry.flatMap((one) => {
    const parsed = v.safeParse(Entry, one)
    return parsed.success ? [parsed.output.fullUrl.slice('urn:uuid:'.length)] : []
  })
  return ids.length === entry.length && new Set(ids).size === ids.length ? ids : null
}
