/** Sets that people sign over several visits at two kiosks, each in a language and way of his own; the house composes them. */
import * as v from 'valibot'
import type { Person } from '../../central/training/cast.ts'
import { IdentityClaim } from '../../domain/contract/gateway/visit-record.ts'
import type { EnvelopeId } from '../../domain/ids.ts'
import type { Language } from '../../domain/language.ts'
import type { PrivateAnswer } from '../../domain/requests/acts/act-content.ts'
import type { ActInput } from '../../session/signing/sign-act.ts'
import { bring, caseOf, clerk, come, father, mother, newSet, sign } from '../central/support/acts.ts'
import type { Came, Coming, Someone } from '../central/support/acts.ts'
import { castOf } from '../central/support/visit.ts'
import type { Place } from './place.ts'

const now = () => new Date()
/** Whoever comes for himself: no paper is looked at. */
const alone = { journey: 'own-dossier', extract: null } as const

interface Part {
  readonly role: 'applicant' | 'coHolder' | 'patient'
  readonly language?: Language
  readonly mark?: ActInput['mark']
  readonly answer?: PrivateAnswer
  readonly person?: ActInput['person']
}

async function acts({ central }: Place, came: Came, set: EnvelopeId, part: Part): Promise<void> {
  const of = await caseOf(central, came, await central.sets.find(set))
  const brought = await bring(central, await sign(central, came, { set, of, ...part }), now())
  if (brought.result !== 'stored') throw new Error(`${part.role}: ${brought.body}`)
}

const comes = ({ central, kiosks }: Place, kiosk: 0 | 1, who: Someone, coming: Omit<Coming, 'now'>): Promise<Came> =>
  come(central, kiosks[kiosk], who, { now, ...coming })

function patientOf({ central }: Place, { bsn }: Person): string {
  const found = central.store.all('Patient').find((one) => JSON.stringify(one).includes(bsn))
  if (found?.id === undefined) throw new Error('no such patient')
  return `Patient/${found.id}`
}

/** As his document writes him. */
const someone = ({ family, given, birthDate }: Person, number: string): Someone => ({
  family: family.toUpperCase(),
  given: given.toUpperCase(),
  birthDate,
  number,
})

/** Two of two: the mother draws on one day, the father touches on another, in English. */
export async function parents(at: Place): Promise<EnvelopeId> {
  const set = newSet()
  const patient = patientOf(at, castOf(at.data).people.child)
  await acts(at, await comes(at, 0, mother, { patient }), set, { role: 'applicant' })
  const second = await comes(at, 1, father, { patient })
  await acts(at, second, set, { role: 'coHolder', language: 'en', mark: { method: 'tapped' } })
  return set
}

/** Three in two visits: both parents in one, and the child by itself in another. */
export async function parentsAndChild(at: Place): Promise<EnvelopeId> {
  const set = newSet()
  const { teenager } = castOf(at.data).people
  const patient = patientOf(at, teenager)
  const together = await comes(at, 0, mother, { patient })
  await acts(at, together, set, { role: 'applicant', language: 'nlSimple' })
  const { number, ...name } = father
  const document = { ...together.claim.document, number }
  const claim = v.parse(IdentityClaim, { ...together.claim, ...name, document })
  const { visits } = at.central
  await visits.claim(together.visit, claim, { as: 'coHolder' })
  await visits.identify(together.visit, claim.document.number.slice(-4), clerk, { guard: { person: 1 } })
  const person = { part: 'coHolder', claim, assurance: 'identified' } as ActInput['person']
  await acts(at, together, set, { role: 'coHolder', language: 'en', mark: { method: 'typed' }, person })
  const child = await comes(at, 1, someone(teenager, 'SPECA0004'), { patient, ...alone })
  await acts(at, child, set, { role: 'patient', language: 'nlSimple', answer: 'yes' })
  return set
}

/** Two of two: a parent with sole authority, and a child of 13 that touches, in plain Dutch. */
export async function childAlone(at: Place): Promise<EnvelopeId> {
  const set = newSet()
  const { parentWhoAsks, childAsked } = castOf(at.data).later ?? {}
  if (parentWhoAsks === undefined || childAsked === undefined) throw new Error('a cast of today has them')
  const patient = patientOf(at, childAsked)
  const parent = await comes(at, 1, someone(parentWhoAsks, 'SPECP0011'), { patient, extract: 'sole' })
  await acts(at, parent, set, { role: 'applicant' })
  const child = await comes(at, 0, someone(childAsked, 'SPECC0012'), { patient, ...alone })
  await acts(at, child, set, { role: 'patient', language: 'nlSimple', mark: { method: 'tapped' }, answer: 'yes' })
  return set
}
