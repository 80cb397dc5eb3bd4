/**
 * Lines that hold under every policy, also under one of an earlier program that let a hospital cross them. A new policy
 * that crosses one is refused (`mistakes.ts`).
 */
import { milder } from '../identity/assurance.ts'
import type { HospitalPolicy } from './policy.ts'

/** A dossier opens to nobody whom only a machine knows: at least `identified`. */
export function previewIdentity({ preview }: Pick<HospitalPolicy, 'preview'>): 'identified' | 'authenticated' {
  return preview.minimumIdentity === 'claimed' ? 'identified' : preview.minimumIdentity
}

/** Withdrawing asks no more than signing did (GDPR article 7(3)). */
export function withdrawalIdentity({ identity }: Pick<HospitalPolicy, 'identity'>): 'identified' | 'authenticated' {
  return milder(identity.sign, identity.withdraw)
}
