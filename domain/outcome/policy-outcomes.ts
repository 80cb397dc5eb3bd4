/**
 * A kiosk whose rules do not hold serves nobody. Visitors read one sentence for all causes: which one it is helps only
 * staff (their desk page is Dutch), and whoever tries to put other rules on a kiosk learns nothing.
 */
import type { PolicyRefusal } from '../contract/control/policy-refusal.ts'
import type { Outcome } from './outcome.ts'

const refused = (staff: string): Outcome => ({
  patient: {
    nl: 'Deze zuil kan de regels van het ziekenhuis niet gebruiken. De balie helpt u.',
    nlSimple: 'Deze zuil werkt nu niet. Ga naar de balie.',
    en: 'This kiosk cannot use the hospital’s rules now. The desk will help you.',
  },
  staff,
  next: 'paperRoute',
})

export const policyOutcomes = {
  policyUnsigned: refused('De regels zijn niet getekend. De zuil wacht op regels met een handtekening.'),
  policyWrongSignature: refused(
    'De regels zijn niet met een sleutel van dit ziekenhuis getekend, of veranderd. Bel nu de beheerder.',
  ),
  policyOtherHospital: refused('De regels zijn van een ander ziekenhuis. Bel nu de beheerder.'),
  policyOlder: refused(
    'De regels zijn ouder dan wat deze zuil al gebruikte. De beheerder geeft een nieuwere versie uit.',
  ),
  policyIncomplete: refused(
    'De regels zijn niet heel: een regel ontbreekt, is onbekend of spreekt een andere tegen. Bel de beheerder.',
  ),
  policyNotYetValid: refused('De regels gelden pas vanaf een latere dag. Bel de beheerder.'),
} as const satisfies Readonly<Record<PolicyRefusal, Outcome>>
