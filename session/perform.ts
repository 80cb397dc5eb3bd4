/** Performs the effects of the flow: calls to the central, and signing. Expected failures come back as inputs. */
import { journeyOf, stopsMandates } from '../domain/journeys/index.ts'
import type { MandateFacts } from '../domain/contract/gateway/visit-record.ts'
import { CallFailed } from './central/gateway.ts'
import type { Gateway } from './central/gateway.ts'
import { readPatient } from './central/read-patient.ts'
import { acceptedBy } from './flow/accepted.ts'
import type { Effect, Input } from './flow/input.ts'
import type { Bound, State } from './flow/state.ts'
import { printReceipt } from './receipt/print-receipt.ts'
import { actInputOf } from './signing/act-input.ts'
import { sendAcceptance } from './signing/send-acceptance.ts'
import { completeSet } from './signing/complete-set.ts'
import { signAct } from './signing/sign-act.ts'
import { signWithdrawal } from './signing/sign-withdrawal.ts'
import { signForm } from './signing/sign-form.ts'
import type { Custody, SigningPorts } from './signing/input.ts'

export interface Performer {
  readonly gateway: Gateway
  readonly custody: Custody
  /** Rings the desk. */
  readonly ring: () => void
  /** The same, and the page hears nothing of it. */
  readonly ringAlone: () => void
  readonly visit: SigningPorts & { readonly printOwner: string }
}

/** The input that follows from an effect. Rejects only when something is broken: then the process ends. */
export async function perform(by: Performer, effect: Effect, state: State): Promise<Input | null> {
  switch (effect.do) {
    case 'claim':
      return await call(async () => ({ type: 'claimed', record: await by.gateway.claim(effect.claim, effect.as) }))
    case 'readRecord':
      return await call(async () => ({ type: 'record', record: await by.gateway.record() }))
    case 'lookUp':
      return await call(async () => ({ type: 'lookedUp', answer: await by.gateway.lookUp(effect.by) }))
    case 'reject':
      return await call(async () => ({ type: 'rejected', record: await by.gateway.reject() }))
    case 'loadPatient':
      return await call(() => loadPatient(by))
    case 'loadDossier':
      return await call(() => loadDossier(by, effect.bound))
    case 'loadWhoLooked':
      return await call(async () => ({ type: 'whoLooked', looked: await by.gateway.whoLooked() }))
    case 'loadStoppable':
      return await call(async () => {
        const { mandates } = await by.gateway.stoppable()
        return { type: 'stoppable', bound: effect.bound, mandates }
      })
    case 'withdraw':
      return await withdraw(by, effect, state)
    case 'ring':
      by.ring()
      return null
    case 'ringAlone':
      by.ringAlone()
      return null
    case 'sign':
      return await sign(by, effect, state)
    case 'signAct':
      return await signOwnPart(by, effect, state)
    case 'sendAcceptance': {
      await sendAccepted(by, effect, state)
      return null
    }
    case 'print': {
      const { claim, language } = state
      if (claim === null) throw new Error('printing before identity')
      const { of, signed } = effect
      const problem = await printReceipt(by.visit, { of, signed, signer: claim, language })
      return { type: 'printed', problem }
    }
    default:
      return effect satisfies never
  }
}

async function call(ask: () => Promise<Input>): Promise<Input> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof CallFailed) return { type: 'failed', problem: error.problem }
    throw error
  }
}

async function loadPatient({ gateway, visit }: Performer): Promise<Input> {
  const record = await gateway.record()
  if (record.patient === null) throw new CallFailed('conflict')
  const [resource, mandates]: readonly [unknown, MandateFacts] = await Promise.all([
    gateway.fhir(record.patient),
    gateway.mandates(),
  ])
  const bound = readPatient(resource, mandates, visit.clock.today())
  if (bound === null) throw new CallFailed('fault')
  // Whoever comes to stop a mandate is asked nothing else.
  const stops = record.claim === null || stopsMandates(journeyOf(record.claim.journey))
  return { type: 'bound', bound: stops ? bound : { ...bound, sets: await gateway.sets() } }
}

/** What is asked of the gateway, one search each. */
const dossierTypes = [
  'Appointment',
  'MedicationRequest',
  'MedicationStatement',
  'AllergyIntolerance',
  'DocumentReference',
  'Communication',
] as const

async function loadDossier({ gateway }: Performer, bound: Bound): Promise<Input> {
  const [patient, ...bundles] = await Promise.all([
    gateway.fhir(bound.patient.reference),
    ...dossierTypes.map((type) => gateway.fhirAll(type)),
  ])
  return { type: 'dossier', bound, resources: [patient, ...bundles.flat()] }
}

async function sendAccepted(
  { visit, custody }: Performer,
  { bound, whose }: Extract<Effect, { do: 'sendAcceptance' }>,
  state: State,
): Promise<void> {
  const accepted = acceptedBy(state, whose)
  if (accepted !== null) await sendAcceptance(visit, { bound, part: whose, ...accepted }, custody)
}

async function sign(by: Performer, effect: Extract<Effect, { do: 'sign' }>, state: State): Promise<Input> {
  const { record, answers, change } = state
  const { of, signatures } = effect
  const [first] = signatures
  if (record === null || first === undefined) throw new Error('signing before identity and terms')
  const set = completeSet({ of, record, signatures })
  // The paper is in the language of who asked for it.
  const { language } = signatures.find(({ part }) => part === 'visitor') ?? first
  const result = await signForm(
    {
      ...by.visit,
      set,
      evidence: record.evidence,
      answers,
      language,
      withheld: state.takenOut,
      ...(change === null ? {} : { change }),
    },
    by.custody,
  )
  return result.ok ? { type: 'stored', signed: result.signed } : { type: 'notSigned', why: result.why }
}

async function withdraw(by: Performer, effect: Extract<Effect, { do: 'withdraw' }>, state: State): Promise<Input> {
  const { claim, record, language } = state
  if (claim === null || record === null) throw new Error('stopping before identity')
  const { of, mark, at } = effect
  const result = await signWithdrawal(by.visit, { of, mark, at, claim, record, language }, by.custody)
  return result.ok ? { type: 'stored', signed: result.signed } : { type: 'notSigned', why: result.why }
}

async function signOwnPart(by: Performer, effect: Extract<Effect, { do: 'signAct' }>, state: State): Promise<Input> {
  const result = await signAct(by.visit, actInputOf(state, effect), by.custody)
  return result.ok ? { type: 'stored', signed: result.signed } : { type: 'notSigned', why: result.why }
}
