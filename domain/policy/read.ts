/** Reading a policy file: every way in which it can be wrong has its own id, and the line (path) is named. */
import * as v from 'valibot'
import { HospitalPolicy } from './policy.ts'

export const policyFaults = {
  'policy.notJson': 'Het bestand is geen JSON. / The file is not JSON.',
  'policy.unknownFormat': 'Dit beleid heeft een onbekende vorm. / This policy has an unknown format.',
  'policy.unknownKey': 'Het beleid heeft een onbekende regel. / The policy has an unknown key.',
  'policy.missingCell': 'Het beleid mist een regel. / The policy misses a cell.',
  'policy.contradicts': 'Het beleid spreekt zichzelf tegen. / The policy contradicts itself.',
  'policy.crossesFixedLine': 'Deze waarde mag niet van wet of norm. / Law or norm forbids this value.',
  'policy.unsigned': 'Het beleid is niet getekend. / The policy is not signed.',
  'policy.wrongSignature': 'De handtekening klopt niet. / The signature is wrong.',
  'policy.signedByOtherHospital': 'Een ander ziekenhuis heeft dit getekend. / Another hospital signed this.',
  'policy.otherHospital': 'Het beleid is van een ander ziekenhuis. / The policy is of another hospital.',
  'policy.older': 'Er is al een nieuwere versie. / A newer version is known already.',
  'policy.versionTaken': 'Deze versie bestaat al met andere regels. / This version exists with other rules.',
  'policy.notYetValid': 'Dit beleid geldt nog niet. / This policy is not valid yet.',
}
export type PolicyFaultId = keyof typeof policyFaults

export type PolicyResult =
  | { readonly kind: 'policy'; readonly policy: HospitalPolicy }
  | { readonly kind: 'fault'; readonly id: PolicyFaultId; readonly path: string }

const Ages = v.object({ ages: v.object({ childSigns: v.number(), parentAccessEnds: v.number() }) })
const Format = v.object({ format: v.literal('balie-policy/1') })

/** Parses a policy completely or not at all. */
export function readPolicy(raw: unknown): PolicyResult {
  if (!v.is(Format, raw)) return fault('policy.unknownFormat', 'format')
  const ages = v.safeParse(Ages, raw)
  if (ages.success && ages.output.ages.childSigns >= ages.output.ages.parentAccessEnds)
    return fault('policy.contradicts', 'ages.childSigns')
  const parsed = v.safeParse(HospitalPolicy, raw)
  if (parsed.success) return { kind: 'policy', policy: parsed.output }
  const [issue] = parsed.issues
  const path = v.getDotPath(issue) ?? ''
  if (issue.expected === 'never') return fault('policy.unknownKey', path)
  return fault(issue.received === 'undefined' ? 'policy.missingCell' : 'policy.crossesFixedLine', path)
}

/** As {@link readPolicy}, from the text of a file. */
export function readPolicyText(text: string): PolicyResult {
  try {
    const raw: unknown = JSON.parse(text)
    return readPolicy(raw)
  } catch {
    return fault('policy.notJson', '')
  }
}

export function fault(id: PolicyFaultId, path: string): PolicyResult {
  return { kind: 'fault', id, path }
}
