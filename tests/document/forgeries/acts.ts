/**
 * Forgeries of a paper that the house composes of acts, by somebody who holds the house's own seal key: each is drawn and
 * sealed as the house does it, so that nothing but the acts themselves can betray it.
 */
import * as v from 'valibot'
import { canonicalJson } from '../../../domain/bytes/canonical.ts'
import type { ActContent } from '../../../domain/requests/acts/act-content.ts'
import type { SignedAct } from '../../../domain/requests/acts/act-set.ts'
import type { StepClaims } from '../../../domain/document/steps.ts'
import { CompactJws, Instant, Sha256 } from '../../../domain/ids.ts'
import { InkPath } from '../../../domain/contract/messages/parts.ts'
import { attachmentsOf, drawActs } from '../../../paper/compose-acts.ts'
import type { ActsPaper } from '../../../paper/acts-paper.ts'
import { type ActOptions, casts, contentOf, decisionOf, makeKiosk, makeVisit, newSet, paperOf, people, signedAct, type Part } from '../acts.ts' // prettier-ignore
import { inkOf } from '../people.ts'
import { assets, icc, makeVisitKey, sealFile } from '../sealed.ts'
import type { TrainingCa } from '../training-ca.ts'
import type { Forgery } from './tools.ts'

export interface Told {
  readonly steps: { readonly balie: string; readonly set: string; readonly acts: readonly SignedAct[] }
  readonly decision: unknown
  readonly fhir: unknown
}

const ink = (text: string | null): InkPath | null =>
  text === null ? null : v.parse(v.pipe(v.string(), v.parseJson(), InkPath), text)

/** A paper with these files, whose pages say what `drawn` says; sealed by whoever is given. */
export async function forgedPaper(
  paper: ActsPaper,
  {
    told,
    drawn = told.steps.acts,
    seal,
    at = paper.at,
  }: { readonly told: Told; readonly drawn?: readonly SignedAct[]; readonly seal: TrainingCa; readonly at?: Instant },
): Promise<Uint8Array> {
  const means = { assets, icc, attachments: attachmentsOf(told) }
  const draw = (acts: readonly SignedAct[]): Promise<Uint8Array> => {
    const [first, ...more] = acts
    if (first === undefined) throw new Error('pages of no act')
    const inks = acts.map((one) => ({ own: ink(one.ink), witness: ink(one.witnessInk) }))
    return drawActs({ ...paper, at }, { acts: [first, ...more], drawn: inks }, means)
  }
  // What is broken too far to be drawn stands under honest pages.
  const composed = await Promise.resolve(drawn).then(draw).catch(() => draw(paper.acts.acts)) // prettier-ignore
  return await sealFile(composed, { ca: seal })
}

/** Two honest papers and what a forger makes of their parts. */
async function workshop() {
  const cast: readonly Part[] = casts.three
  const paper = await paperOf(cast)
  const { set } = paper.acts
  const { kiosks } = paper
  const foreign = await paperOf(cast, { kiosks })
  const marked = await paperOf(casts.witnessed, { kiosks })
  const honest: Told = { steps: paper.acts, decision: paper.decision, fhir: paper.response }
  const signed = async (part: Part, seq: number, options: Partial<ActOptions> = {}): Promise<SignedAct> =>
    await signedAct(part, { set, kiosks, place: { seq, of: cast.length }, ...options })
  return {
    paper,
    foreign,
    marked,
    kiosks,
    set,
    honest,
    /** Acts of the mother, of the father by a tap, and of the child alone. */
    three: threeOf(paper.acts.acts),
    parts: threeOf(cast),
    acts: (...some: readonly SignedAct[]): Told => ({ ...honest, steps: { ...paper.acts, acts: some } }),
    asked: (told: Told, some: readonly Part[]): Told => ({ ...told, decision: decisionOf(some) }),
    signed,
    /** An act signed again, by its own person in a visit of his own. */
    again: async (part: Part, seq: number, { content, claims, ...options }: Again): Promise<SignedAct> =>
      await signed(part, seq, {
        content: { ...contentOf(part, set), ...content },
        claims: (own) => ({ ...own, ...claims }),
        ...options,
      }),
  }
}

type Workshop = Awaited<ReturnType<typeof workshop>>
/** What is said otherwise in an act that is signed again. */
interface Again extends Pick<Partial<ActOptions>, 'certificate'> {
  readonly content?: Partial<ActContent>
  readonly claims?: Partial<StepClaims>
}
type Tricks = Readonly<Record<string, Told>>

function threeOf<T>([one, two, three]: readonly T[]): readonly [T, T, T] {
  if (one === undefined || two === undefined || three === undefined) throw new Error('three of them')
  return [one, two, three]
}

const instant = (text: string): Instant => v.parse(Instant, text)
const noHash = v.parse(Sha256, 'A'.repeat(43))
const withContent = (act: SignedAct, change: Partial<ActContent>): SignedAct => ({
  ...act,
  content: { ...act.content, ...change },
})
const withClaims = (act: SignedAct, change: Partial<StepClaims>): SignedAct => ({
  ...act,
  step: { ...act.step, claims: { ...act.step.claims, ...change } },
})

/** Acts left out, added, moved or taken from another set. */
async function orderTricks({
  paper,
  foreign,
  honest,
  three,
  parts,
  set,
  kiosks,
  acts,
  asked,
}: Workshop): Promise<Tricks> {
  const [one, two, last] = three
  const [mother, father, child] = parts
  const [foreignOne, foreignTwo] = threeOf(foreign.acts.acts)
  const fourth = await signedAct(people.guardian, { set, kiosks, place: { seq: 4, of: 4 } })
  return {
    'two acts swapped': acts(two, one, last),
    'two acts swapped, and the decision with them': asked(acts(two, one, last), [father, mother, child]),
    'the last act dropped': acts(one, two),
    'the last act dropped, and its signer from the decision': asked(acts(one, two), [mother, father]),
    'the first act dropped, and its signer from the decision': asked(acts(two, last), [father, child]),
    'an act in the middle dropped, and its signer from the decision': asked(acts(one, last), [mother, child]),
    'an act twice': acts(one, one, last),
    'an act twice, and its signer in the decision': asked(acts(one, two, two, last), [mother, father, father, child]),
    'a fourth act added, and its signer to the decision': asked(acts(one, two, last, fourth), [...parts, people.guardian]),
    'no acts at all': acts(),
    'a whole act of another set': acts(one, foreignTwo, last),
    'a content of another set under an honest step': acts(one, { ...two, content: foreignTwo.content }, last),
    'a step of another set over an honest content': acts({ ...one, step: foreignOne.step }, two, last),
    'all acts of another set under this set’s number': { ...honest, steps: { ...foreign.acts, set } },
    'another set’s number over all of them': { ...honest, steps: { ...paper.acts, set: newSet() } },
    'a decision that names nobody': { ...honest, decision: { ...paper.decision, signers: [] } },
    'a key of its own beside the acts': { ...honest, steps: { ...paper.acts, ...{ approved: true } } },
    'steps of another format': { ...honest, steps: { ...paper.acts, balie: 'steps/1' } },
  } // prettier-ignore
}

/** One act says another request than the others, or another one than was signed. */
async function requestTricks({ paper, honest, three, parts, acts, again }: Workshop): Promise<Tricks> {
  const [one, two, last] = three
  const [mother, father] = parts
  const patient = [{ label: 'Naam', value: 'Noor Jansen' }, { label: 'Geboren', value: '1 mei 2014' }] // prettier-ignore
  const [answer, ...more] = two.content.answers
  const { dutch } = one.content
  if (answer === undefined || dutch === null) throw new Error('a question, and a mother who signs in English')
  const answers = [{ ...answer, codes: ['other'], answer: ['Alles'] }, ...more]
  const { form } = two.content
  const byFather = async (content: Partial<ActContent>): Promise<Told> =>
    acts(one, await again(father, 2, { content }), last)
  return {
    'another patient in one act, signed': await byFather({ patient }),
    'another patient in one act, not signed': acts(one, withContent(two, { patient }), last),
    'another patient in the Dutch of one act, signed': acts(await again(mother, 1, { content: { dutch: { ...dutch, patient } } }), two, last),
    'other answers in one act, signed': await byFather({ answers }),
    'other answers in one act, not signed': acts(one, withContent(two, { answers }), last),
    'other codes under the same words, signed': await byFather({ answers: [{ ...answer, codes: ['other'] }, ...more] }),
    'another form, signed': await byFather({ form: { ...form, url: 'https://balie.example/x' } }),
    'another version of the form, signed': await byFather({ form: { ...form, version: '2.0.0' } }),
    'another hospital, signed': await byFather({ hospital: 'Ziekenhuis Elders' }),
    'another title, signed': await byFather({ title: 'Toestemming voor alles' }),
    'a statement changed after signing': acts(withContent(one, { statement: 'I give everything away.' }), two, last),
    'a Dutch text changed after signing': acts(withContent(one, { dutch: { ...dutch, statement: 'Ik geef alles weg.' } }), two, last),
    'a declaration left out after signing': acts(one, withContent(two, { declarations: [] }), last),
    'FHIR answers of another form': { ...honest, fhir: { ...Object(paper.response), questionnaire: 'https://balie.example/x|1' } },
    'FHIR answers that nobody gave': { ...honest, fhir: { ...Object(paper.response), item: [] } },
  } // prettier-ignore
}

/** Somebody said no, was not asked, or gives something else than the decision asks for. */
async function partTricks({ three, parts, acts, asked, again }: Workshop): Promise<Tricks> {
  const [one, two, last] = three
  const [mother, father, child] = parts
  const answered = async (answer: ActContent['answer']): Promise<SignedAct> =>
    await again(child, 3, { content: { answer } })
  const objecting = { ...father, signer: { ...father.signer, gives: 'noObjection' } } as const
  return {
    'a child that said no': acts(one, two, await answered('no')),
    'a child that said later': acts(one, two, await answered('later')),
    'a child that said no, turned into yes': acts(one, two, withContent(await answered('no'), { answer: 'yes' })),
    'a child that was not asked': acts(one, two, await answered(null)),
    'a part called another in the decision': asked(acts(one, two, last), [mother, objecting, child]),
    'an objection called consent, signed': acts(one, await again(father, 2, { content: { gives: 'consent' } }), last),
    'a part of another role, signed': acts(one, await again(father, 2, { content: { role: 'applicant' } }), last),
    'one person for two': acts(one, await again({ ...father, person: mother.person }, 2, {}), last),
    'a name that the content does not name': acts(one, await again(father, 2, { claims: { name: 'IEMAND ANDERS' } }), last),
    'a role that the content does not name': acts(one, await again(father, 2, { claims: { role: 'Arts' } }), last),
    'another language in the step': acts(one, await again(father, 2, { claims: { language: 'en' } }), last),
    'a hash of nothing': acts(one, await again(father, 2, { claims: { formHash: noHash } }), last),
    'a chain where there is none': acts(one, await again(father, 2, { claims: { previous: noHash } }), last),
  } // prettier-ignore
}

/** Keys, certificates and times of other visits; what was said is changed after signing. */
async function proofTricks({ three, parts, kiosks, acts, signed, again }: Workshop): Promise<Tricks> {
  const [one, two, last] = three
  const [, father] = parts
  const elsewhere = await makeKiosk()
  const at = (text: string) => again(father, 2, { claims: { at: instant(text) } })
  const day = { exp: Math.floor(Date.parse(father.at) / 1000) + 86_400 }
  const unsigned = v.parse(CompactJws, two.visitCertificate.replace(/[^.]+$/, 'A'.repeat(86)))
  const { identity } = one.step.claims
  return {
    'a step signed by another visit’s key': acts(one, await signed(father, 2, { by: await makeVisitKey() }), last),
    'a key of another visit under the act': acts(one, { ...two, key: one.key }, last),
    'a certificate of another visit': acts(one, { ...two, visitCertificate: one.visitCertificate }, last),
    'key and certificate of another visit': acts(one, { ...two, key: one.key, visitCertificate: one.visitCertificate }, last),
    'a certificate by a kiosk that nobody enrolled': acts(one, await signed(father, 2, { from: elsewhere }), last),
    'a certificate of another device, called ours': acts(one, await signed(father, 2, { from: { ...elsewhere, device: kiosks[1].device } }), last),
    'a visit that lasted a day': acts(one, await again(father, 2, { certificate: day }), last),
    'an act from after its visit': acts(one, await at('2026-11-23T09:00:00+01:00'), last),
    'an act from before its visit': acts(one, await at('2026-11-21T09:00:00+01:00'), last),
    'a visit certificate without a signature': acts(one, { ...two, visitCertificate: unsigned }, last),
    'assurance raised after signing': acts(withClaims(one, { identity: { ...identity, assurance: 'authenticated' } }), two, last),
    'the time changed after signing': acts(withClaims(one, { at: instant('2026-11-20T09:20:00+01:00') }), two, last),
    'a tap called a typed name': acts(one, withClaims(two, { method: 'typed' }), last),
    'ink of another signer': acts({ ...one, ink: last.ink }, two, last),
    'ink drawn again': acts({ ...one, ink: canonicalJson(inkOf(99)) }, two, last),
    'ink where somebody tapped': acts(one, { ...two, ink: one.ink }, last),
    'ink taken out of the step’s own words, signed': acts(await again(parts[0], 1, { claims: { inkHash: null } }), two, last),
  } // prettier-ignore
}

/** A mark and its witness. */
async function witnessTricks({ marked, kiosks }: Workshop): Promise<Tricks> {
  const [mark, beside] = marked.acts.acts
  const [part] = casts.witnessed
  if (mark === undefined || beside === undefined) throw new Error('two signers')
  const acts = (...some: readonly SignedAct[]): Told => ({
    steps: { ...marked.acts, acts: some },
    decision: marked.decision,
    fhir: marked.response,
  })
  const { witness: honest, identity } = mark.step.claims
  const seenBy = async (change: Partial<NonNullable<StepClaims['witness']>>): Promise<Told> => {
    const witness = { name: '', identity, inkHash: noHash, ...honest, ...change }
    const claims = (own: StepClaims): StepClaims => ({ ...own, witness })
    return acts(await signedAct(part, { set: marked.acts.set, kiosks, place: { seq: 1, of: 2 }, claims }), beside)
  }
  return {
    'the witness taken away': acts({ ...mark, witnessInk: null }, beside),
    'another line for the witness': acts({ ...mark, witnessInk: canonicalJson(inkOf(98)) }, beside),
    'the signer as his own witness': await seenBy({ name: 'WILLEKE DE BRUIJN' }),
    'the other signer as witness': await seenBy({ name: 'J. van den Akker', identity: beside.step.claims.identity }),
    'the patient as witness': await seenBy({ name: 'Fenna van den Akker' }),
  }
}

/** What a forger does to the files of signed acts; `heard` is told the keys of the kiosks. */
export async function actForgeries(
  house: TrainingCa,
  heard: (keys: ActsPaper['deviceKeys']) => void,
): Promise<readonly Forgery[]> {
  const shop = await workshop()
  const { paper, marked, honest } = shop
  heard(paper.deviceKeys)
  const made: Forgery[] = []
  const forge = async (of: ActsPaper, tricks: Tricks): Promise<void> => {
    for (const [name, told] of Object.entries(tricks))
      made.push({ name: `acts: ${name}`, bytes: await forgedPaper(of, { told, seal: house }) })
  }
  for (const tricks of [orderTricks, requestTricks, partTricks, proofTricks]) await forge(paper, await tricks(shop))
  await forge(marked, await witnessTricks(shop))
  const at = instant('2026-11-22T12:00:00+01:00')
  const bytes = await forgedPaper(paper, { told: honest, seal: house, at })
  return [...made, { name: 'acts: sealed before the last act', bytes }]
}

/** Honest acts under pages that say something else of them. */
export async function actPageForgeries(house: TrainingCa): Promise<readonly Forgery[]> {
  const paper = await paperOf(casts.three)
  const told: Told = { steps: paper.acts, decision: paper.decision, fhir: paper.response }
  const [one, two, three] = threeOf(paper.acts.acts)
  const { dutch } = one.content
  if (dutch === null || three.content.dutch === null) throw new Error('both read another language')
  const visit = await makeVisit(await makeKiosk(), { at: two.step.claims.at })
  const pages: Readonly<Record<string, readonly SignedAct[]>> = {
    'signers in another order': [two, one, three],
    'a signer left off': [one, two],
    'a signer twice': [one, two, two],
    'another patient': [withContent(one, { dutch: { ...dutch, patient: [{ label: 'Naam', value: 'Noor Jansen' }] } }), two, three],
    'other answers': [withContent(one, { dutch: { ...dutch, answers: dutch.answers.map((all) => ({ ...all, answer: ['Alles'] })) } }), two, three],
    'another title': [withContent(one, { dutch: { ...dutch, title: 'Toestemming voor alles' } }), two, three],
    'another hospital': [withContent(one, { hospital: 'Ziekenhuis Elders' }), two, three],
    'another form': [withContent(one, { form: { url: 'https://balie.example/x', version: '9' } }), two, three],
    'another statement': [one, withContent(two, { statement: 'Ik geef alles weg.' }), three],
    'another own statement': [withContent(one, { statement: 'I give everything away.' }), two, three],
    'own words left off': [withContent(one, { language: 'nl' }), two, three],
    'a declaration more': [one, withContent(two, { declarations: [...two.content.declarations, 'Ik betaal alles.'] }), three],
    'consent called a request': [one, two, withContent(three, { gives: 'signature' })],
    'the child’s yes left off': [one, two, withContent(three, { answer: null })],
    'another name in the part': [one, withContent(two, { signer: [{ label: 'Naam', value: 'Iemand Anders' }, ...two.content.signer.slice(1)] }), three],
    'another name under the signature': [one, withClaims(two, { name: 'Iemand Anders' }), three],
    'another time': [one, withClaims(two, { at: instant('2026-11-22T10:00:00+01:00') }), three],
    'another document': [one, withClaims(two, { identity: { ...two.step.claims.identity, documentNumber: 'XX0000000' } }), three],
    'a tap drawn as a typed name': [one, withClaims(two, { method: 'typed' }), three],
    'another ink': [{ ...one, ink: canonicalJson(inkOf(97)) }, two, three],
    'the inks changed over': [{ ...one, ink: three.ink }, two, { ...three, ink: one.ink }],
    'another visit': [one, { ...two, visitCertificate: visit.certificate }, three],
  } // prettier-ignore
  const made: Forgery[] = []
  for (const [name, drawn] of Object.entries(pages))
    made.push({ name: `acts page: ${name}`, bytes: await forgedPaper(paper, { told, drawn, seal: house }) })
  return made
}
