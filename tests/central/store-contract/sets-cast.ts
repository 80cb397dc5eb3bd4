/** People and acts of invented sets; a store looks at no signature. */
import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import type { Acted, When } from '../../../central/requests/sets/change.ts'
import type { NewSet, StoredAct } from '../../../central/requests/sets/set-row.ts'
import { IdentityClaim, VisitRecord } from '../../../domain/contract/gateway/visit-record.ts'
import { CalendarDay, DeviceId, EnvelopeId, Instant, VisitId } from '../../../domain/ids.ts'
import { SignedAct } from '../../../domain/requests/acts/act-set.ts'
import type { PrivateAnswer } from '../../../domain/requests/acts/act-content.ts'
import type { FormDecision } from '../../../domain/rules/basis/decision.ts'
import { addDays } from '../../../domain/days/calendar.ts'
import { at } from './node.ts'

type Role = StoredAct['role']
export const patient = 'Patient/p'
export const newId = (): EnvelopeId => v.parse(EnvelopeId, randomUUID())
const instant = (milliseconds: number): Instant => v.parse(Instant, at(milliseconds).toISOString())
const today = v.parse(CalendarDay, '2026-11-23')
const kiosk = v.parse(DeviceId, randomUUID())
const terms = { days: 30, warnPhysicianDays: 7, lateDays: 30 }

/** So many days after the day on which the contract plays. */
export const whenAt = (days: number): When => ({ at: instant(days * 86_400_000), today: addDays(today, days), terms })

const names = {
  applicant: { family: 'VERHOEVEN', given: 'SANNE', birthDate: '1984-06-14', number: 'SPECI2014' },
  coHolder: { family: 'DE WIT', given: 'TOM', birthDate: '1986-09-30', number: 'SPECI2015' },
  patient: { family: 'DE WIT', given: 'NOOR', birthDate: '2013-05-04', number: 'SPECI2016' },
}

const claimOf = (who: Role): IdentityClaim => {
  const { number, ...name } = names[who]
  const document = { kind: 'passport', issuer: 'NLD', number, expires: '2031-08-02' }
  return v.parse(IdentityClaim, { ...name, document, journey: who === 'patient' ? 'own-dossier' : 'child' })
}

export function setOf(roles: readonly Role[]): NewSet {
  const signers = roles.map((role) => ({
    role,
    relation: role === 'patient' ? 'self' : 'parentWithAuthority',
    step: 1,
    gives: 'signature',
    alone: role === 'patient',
  }))
  const decision = {
    kind: 'form',
    form: 'childForm',
    approver: 'physician',
    signers,
    end: { lastDay: null },
  } as unknown as FormDecision
  const form = { url: 'https://x/child-form', version: '1' }
  return { id: newId(), patient, journey: 'child', form, answers: { scope: ['medication'] }, decision }
}

/** `at`: milliseconds after the moment at which the contract plays. */
export function act(
  set: NewSet,
  role: Role,
  more: { readonly answer?: PrivateAnswer; readonly at?: number; readonly who?: Role } = {},
): Acted {
  const claim = claimOf(more.who ?? role)
  const when = instant(more.at ?? 0)
  const visit = v.parse(VisitId, randomUUID())
  return {
    kind: 'acted',
    set,
    again: 'same',
    decided: set.decision,
    patientBirth: v.parse(CalendarDay, names.patient.birthDate),
    act: {
      envelope: newId(),
      role,
      signed: signedBy(set, { role, claim, answer: more.answer ?? null, when }),
      at: when,
      receivedAt: when,
      visit,
      device: kiosk,
      claim,
      assurance: 'identified',
      record: recordOf(visit, claim, set),
      acceptance: { language: 'nl', at: when, documents: [] },
      policy: 1,
    },
  }
}

interface Signing {
  readonly role: Role
  readonly claim: IdentityClaim
  readonly answer: PrivateAnswer | null
  readonly when: Instant
}

/** Of the right shape, signed by nobody. */
function signedBy(set: NewSet, { role, claim, answer, when }: Signing): StoredAct['signed'] {
  const hash = 'A'.repeat(43)
  const [gives, language] = ['signature', 'nl'] as const
  const texts = { title: 'T', patient: [], signer: [], answers: [], statement: 'S', declarations: [], dutch: null }
  return v.parse(SignedAct, {
    key: { kty: 'EC', crv: 'P-256', x: hash, y: hash },
    visitCertificate: 'a.b.c',
    step: {
      claims: {
        set: set.id,
        seq: 1,
        of: 1,
        formHash: hash,
        formUrl: set.form.url,
        formVersion: set.form.version,
        language,
        role,
        name: claim.given,
        at: when,
        method: 'typed',
        inkHash: null,
        identity: {
          method: 'm',
          assurance: 'identified',
          documentKind: null,
          documentNumber: claim.document.number,
        },
        previous: null,
      },
      jws: `a..${'b'.repeat(86)}`,
    },
    content: { balie: 'act/1', set: set.id, role, gives, answer, form: set.form, hospital: 'H', language, ...texts },
    ink: null,
    witnessInk: null,
  })
}

function recordOf(visit: VisitId, claim: IdentityClaim, set: NewSet): VisitRecord {
  return v.parse(VisitRecord, {
    visit,
    state: 'bound',
    callNumber: 1,
    assurance: 'identified',
    claim,
    declined: false,
    evidence: [],
    evidenceMissing: false,
    patient: set.patient,
    lookUpsLeft: 3,
    deskPicks: false,
    endedBecause: null,
  })
}
