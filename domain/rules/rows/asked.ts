/** Asking the patient himself: always alone, and a "no" is known to staff only. */
import { refuse, type Case, type RefusalOutline, type SignerOutline } from '../basis/outline.ts'
import type { World } from '../basis/world.ts'

/** The patient as a signer. A child or young person is asked without anybody else, so nobody can see the answer. */
export function askedPatient(gives: 'signature' | 'noObjection'): SignerOutline {
  return {
    role: 'patient',
    relation: 'self',
    step: 1,
    gives,
    alone: true,
    sees: 'form',
    proves: ['identity'],
  }
}

/** Nothing goes through against a recorded no; the visitor reads that the hospital will look at the request. */
export function saidNo<W extends World>(
  it: Case<W>,
  id: 'R04.childSaidNo' | 'R06.saidNo' | 'R10.saidNo',
): RefusalOutline | null {
  return it.ops.isNo(it.facts.patient.answer) ? refuse(id) : null
}
