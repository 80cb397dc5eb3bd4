/**
 * Papers as the product itself makes them, over a whole training central: composed by sessions and by the house, taken by the
 * intake, answered by a physician, with their long-term data. One of every way in which people come together and sign.
 */
import type { DocumentReference, Provenance, Resource } from '@medplum/fhirtypes'
import type { Central } from '../../central/compose.ts'
import type { Answer, AskedFor } from '../../central/requests/decisions/decision.ts'
import type { EnvelopeId } from '../../domain/ids.ts'
import { agree, answers, formOf, refuse, setNow } from '../central/support/answering.ts'
import { deliver, makeEnvelope } from '../central/support/visit.ts'
import { mothersForm } from './mothers-form.ts'
import type { Place } from './place.ts'
import { childAlone, parents, parentsAndChild } from './stored-sets.ts'

/** One request, from its form to its answer. */
export interface StoredPaper {
  readonly name: string
  /** As it was sealed. */
  readonly form: Uint8Array
  /** With the long-term data that the central put behind it. */
  readonly lasting: Uint8Array
  /** The physician's answer, sealed in his own name. */
  readonly answer: Uint8Array
}

type Kept = DocumentReference & { readonly id: string }

/** A new request at this place, up to where the physician answers it. */
interface Asking {
  readonly name: string
  readonly ask: (place: Place) => Promise<(central: Central) => AskedFor | Promise<AskedFor>>
  readonly answer: Answer
}

const form = (id: EnvelopeId) => (central: Central) => formOf(central, id)
const set = (id: EnvelopeId) => (central: Central) => setNow(central, id)

/** In this order: the mother’s forms follow one another, each in the place of the one before. */
export const askings = [
  { name: 'parents', ask: async (at) => form(await parents(at)), answer: refuse },
  { name: 'parents-and-child', ask: async (at) => set(await parentsAndChild(at)), answer: agree },
  { name: 'child-alone', ask: async (at) => set(await childAlone(at)), answer: agree },
  { name: 'witnessed', ask: async (at) => form(await mothersForm(at, 'witnessed', 'first')), answer: agree },
  { name: 'change', ask: async (at) => form(await mothersForm(at, 'ink', 'change')), answer: agree },
  { name: 'tapped', ask: async (at) => form(await mothersForm(at, 'tapped', 'change')), answer: agree },
  { name: 'typed', ask: async (at) => form(await mothersForm(at, 'typed', 'change')), answer: agree },
  { name: 'chosen-person', ask: async (at) => form(await chosenPerson(at)), answer: agree },
] as const satisfies readonly Asking[]

/** An adult and whom he lets look along, both here. */
async function chosenPerson({ central, data, kiosks: [kiosk] }: Place): Promise<EnvelopeId> {
  const plan = { applicant: 'adult', child: 'adult', second: 'mother', looksAlong: true } as const
  const { id, jwe } = await makeEnvelope(central, data, kiosk, plan)
  await deliver(central, kiosk, id, jwe)
  return id
}

/** Asks and answers; throws where the central takes it otherwise than it should. */
export async function storedPaper(place: Place, { name, ask, answer }: Asking): Promise<StoredPaper> {
  const { central } = place
  const asked = await ask(place)
  await central.tend()
  const one = await asked(central)
  const decided = await answers(central, one, answer)
  const wanted = answer.kind === 'agree' ? 'granted' : 'rejected'
  if (decided.kind !== wanted) throw new Error(`${name}: ${JSON.stringify(decided)}`)
  const document = all(central, 'DocumentReference').filter(isForm).at(-1)
  if (document === undefined) throw new Error(`${name}: no form`)
  await central.longTerm.sweep()
  const sealed = bytes(document.content[0]?.attachment.data)
  const lasting = await central.longTerm.file(`DocumentReference/${document.id}`)
  if (lasting === null || lasting.length <= sealed.length) throw new Error(`${name}: no long-term data`)
  return { name, form: sealed, lasting, answer: await answerTo(central, one) }
}

/** An approval is the signature of the newest provenance; a refusal lies beside the record. */
async function answerTo(central: Central, one: AskedFor): Promise<Uint8Array> {
  const refused = one.kind === 'form' ? ((await central.refusals.of(one.task))?.paper ?? null) : null
  const proof = all(central, 'Provenance').at(-1) as Provenance | undefined
  return refused ?? bytes(proof?.signature?.[0]?.data)
}

function bytes(base64 = ''): Uint8Array {
  const file = Buffer.from(base64, 'base64')
  if (!file.subarray(0, 5).equals(Buffer.from('%PDF-'))) throw new Error('no file')
  return new Uint8Array(file)
}

const all = (central: Central, type: string): readonly Resource[] => central.store.all(type)
const isForm = (one: Resource): one is Kept =>
  one.resourceType === 'DocumentReference' && one.content[0]?.attachment.data?.startsWith('JVBER') === true
