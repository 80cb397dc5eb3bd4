/** The hospital's policy in a signed bundle goes through the one acceptance (domain/policy/accept.ts), here as at the central. */
import type { PolicyRefusal } from '../../domain/contract/control/policy-refusal.ts'
import type { PolicySeen } from '../../domain/contract/control/policy-seen.ts'
import type { CalendarDay, HospitalId } from '../../domain/ids.ts'
import { acceptPolicy } from '../../domain/policy/accept.ts'
import type { Signature } from '../../domain/policy/accept.ts'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import type { PolicyFaultId } from '../../domain/policy/read.ts'
import { hospitalNamed, strangerOf } from '../../domain/policy/stranger.ts'

/** What holds on this kiosk, whatever the bundle says. */
export interface PolicyGround {
  /** As Root says; null in a keyset from before it did. */
  readonly hospital: HospitalId | null
  /** Null: no policy was ever in use here. */
  readonly seen: PolicySeen | null
  readonly today: CalendarDay
}

/** A bundle as its signature leaves it: ours with its claims, or not, with what it would claim. */
export type SignedBundle =
  | { readonly by: 'ours'; readonly policy: unknown }
  | { readonly by: 'nobody' }
  | { readonly by: 'unknown'; readonly unverified: unknown }

const refusalOf = {
  'policy.unsigned': 'policyUnsigned',
  'policy.wrongSignature': 'policyWrongSignature',
  'policy.signedByOtherHospital': 'policyOtherHospital',
  'policy.otherHospital': 'policyOtherHospital',
  'policy.older': 'policyOlder',
  'policy.versionTaken': 'policyOlder',
  'policy.notYetValid': 'policyNotYetValid',
  'policy.notJson': 'policyIncomplete',
  'policy.unknownFormat': 'policyIncomplete',
  'policy.unknownKey': 'policyIncomplete',
  'policy.missingCell': 'policyIncomplete',
  'policy.contradicts': 'policyIncomplete',
  'policy.duplicateKey': 'policyIncomplete',
  'policy.wrongValue': 'policyIncomplete',
  'policy.crossesFixedLine': 'policyIncomplete',
} as const satisfies Record<PolicyFaultId, PolicyRefusal>

/** The policy, or why it does not hold here. Where nobody said whose kiosk this is, the first signed policy does. */
export function acceptBundled(bundle: SignedBundle, ground: PolicyGround): HospitalPolicy | PolicyRefusal {
  const { seen, today } = ground
  const hospital = ground.hospital ?? seen?.hospital ?? (bundle.by === 'ours' ? hospitalNamed(bundle.policy) : null)
  if (hospital === null) return bundle.by === 'nobody' ? 'policyUnsigned' : unnamed(bundle)
  const result = acceptPolicy({
    signature: signatureOf(bundle, hospital),
    hospital,
    newestSeen: seen?.hospital === hospital ? seen.version : 0,
    today,
    // The central took it as new; a kiosk does not stop for what the hospital's own central has in force.
    published: true,
  })
  return result.kind === 'policy' ? result.policy : refusalOf[result.id]
}

/** Ours without a hospital's name is only a part of a policy; a stranger's is not asked whose it is. */
const unnamed = ({ by }: SignedBundle): PolicyRefusal => (by === 'ours' ? 'policyIncomplete' : 'policyWrongSignature')

function signatureOf(bundle: SignedBundle, hospital: HospitalId): Signature {
  switch (bundle.by) {
    case 'ours':
      return { by: 'ours', text: JSON.stringify(bundle.policy) }
    case 'nobody':
      return bundle
    case 'unknown':
      return strangerOf(bundle.unverified, hospital)
    default:
      return bundle satisfies never
  }
}
