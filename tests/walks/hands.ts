/**
 * What a visitor (or the clerk) usually does on each screen to come to the next one. A new step of the kiosk needs a line
 * here; a walk that does something else on a screen has a hand of its own for it.
 */
import * as v from 'valibot'
import type { Central } from '../../central/compose.ts'
import { Evidence } from '../../domain/contract/gateway/evidence.ts'
import type { ScreenOf, ScreenStep } from '../../domain/contract/messages/screen.ts'
import { readForm } from '../../domain/forms/form.ts'
import { ink } from '../session/support/stage.ts'
import type { Hands, Move, Scene } from './walk.ts'

/** What this screen's hand does. A screen is not narrowed by its step's type, so its hand is looked up by its own step. */
export function moveOn<S extends ScreenStep>(
  hands: { readonly [K in S]: (screen: ScreenOf<K>, scene: Scene) => Move | Promise<Move> },
  screen: ScreenOf<S> & { readonly step: S },
  scene: Scene,
): Move | Promise<Move> {
  return hands[screen.step](screen, scene)
}

const clerk = { id: 'clerk-1', name: 'Marloes Kuiper' }
const next = { kind: 'next' } as const

export const usual: Hands = {
  language: () => ({ kind: 'language', language: 'nl' }),
  forWhom: (_, { plan }) => ({ kind: 'door', door: plan.door }),
  relation: (_, { plan }) => ({ kind: 'journey', journey: plan.journey }),
  notHere: () => 'over',
  terms: () => ({ kind: 'acceptTerms' }),
  document: (_, { mrz }) => ({ kind: 'mrz', text: mrz, overflow: false }),
  desk: clerkCompares,
  findPatient: ({ asksBirthDate }, { patient }) => ({
    kind: 'findPatient',
    birthDate: asksBirthDate ? patient.birthDate : null,
    bsn: patient.bsn,
  }),
  deskPicks: () => 'over',
  confirmPatient: () => ({ kind: 'confirmPatient', yes: true }),
  setWaits: () => next,
  ownWaits: () => next,
  childReads: () => next,
  childAnswers: ({ chosen }) => (chosen === null ? { kind: 'privateAnswer', says: 'no' } : next),
  replaceOld: () => ({ kind: 'replaceOld', old: 'atStart' }),
  otherHere: (_, { plan }) => ({ kind: 'otherHere', yes: plan.people.length > 1 }),
  handOver: () => next,
  stopList: () => ({ kind: 'stopMandate', at: 0 }),
  stopConfirm: () => next,
  question: ({ linkId, control, chosen, options }) => ({
    kind: 'answer',
    linkId,
    values: control === 'switches' ? chosen : options.slice(0, 1).map(({ value }) => value),
  }),
  scopePreview: () => next,
  review: () => next,
  understand: ({ linkId }, { central }) => ({ kind: 'answer', linkId, values: [rightIn(central, linkId)] }),
  freeWill: () => ({ kind: 'freeWill', answer: 'yes' }),
  sign: () => ({ kind: 'ink', ink }),
  cannotDraw: () => ({ kind: 'signBy', way: 'typed' }),
  signTapped: ({ read }) => ({ kind: read ? 'agree' : 'haveRead' }),
  witnessHere: () => next,
  mark: () => ({ kind: 'ink', ink }),
  witnessSigns: () => ({ kind: 'ink', ink }),
  signTyped: ({ signer }) => ({ kind: 'typedName', name: signer }),
  sealing: () => 'waits',
  done: () => 'over',
  incomplete: () => 'over',
  dossier: () => 'over',
  whoLooked: () => 'over',
  needsMore: () => 'over',
  outcome: () => 'over',
}

/** The clerk records what the first visitor brought, then compares the face of whoever stands there with the document. */
async function clerkCompares(_: unknown, { central: { visits }, visit, plan, person, patient }: Scene): Promise<Move> {
  const concerns = { birthDate: patient.birthDate, given: patient.given }
  const recordedAt = new Date().toISOString()
  const papers = person === 0 ? (plan.papers ?? []) : []
  for (const paper of papers)
    await visits.recordEvidence(visit, v.parse(Evidence, { ...paper, concerns, recordedAt }), clerk)
  if (papers.length > 0) await visits.papersReady(visit, clerk)
  const { claim, others } = (await visits.find(visit))?.record ?? { claim: null, others: [] }
  const { document } = (person === 0 ? claim : others.at(-1)?.claim) ?? { document: null }
  const guard = person === 0 ? {} : { guard: { person } }
  const said = await visits.identify(visit, document?.number.slice(-4) ?? '', clerk, guard)
  if (plan.noPaper === true) await visits.evidenceMissing(visit, clerk)
  if (!said.ok) throw new Error(`the desk was refused: ${JSON.stringify(said)}`)
  return 'waits'
}

/** What shows that all was understood, by the forms of the hospital. */
function rightIn(central: Central, linkId: string): string {
  const checks = central.content.bundle.questionnaires.flatMap((one) => readForm(one)?.understanding ?? [])
  const check = checks.find((one) => one.linkId === linkId)
  if (check === undefined) throw new Error(`no form asks ${linkId}`)
  return check.right
}
