/** What several people signed in several visits, composed and sealed by the house: who may believe it, and when not. */
import { execFileSync } from 'node:child_process'
import { webcrypto } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { canonicalJson } from '../../domain/bytes/canonical.ts'
import { Instant } from '../../domain/ids.ts'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import { verifyPdf } from '../../domain/verify/verify.ts'
import { sentences, technicalSentences } from '../../domain/verify/words.ts'
import type { ActsPaper } from '../../paper/acts-paper.ts'
import { composeActs } from '../../paper/compose-acts.ts'
import {
  casts,
  contentOf,
  makeHouse,
  paperOf,
  patient,
  people,
  sealedActs,
  sealedByCentral,
  signedAct,
  type Part,
} from './acts.ts'
import { actForgeries, actPageForgeries, forgedPaper, type Told } from './forgeries/acts.ts'
import { dutch } from './people.ts'
import { assets, attachmentsOf, icc, makeVisitKey, sealedPdf } from './sealed.ts'
import { certificateFor } from './forgeries/contents.ts'
import { makeTrainingCa, type TrainingCa } from './training-ca.ts'
import { makeTrainingTsa, stampBy } from './training-tsa.ts'

const port = portOver(webcrypto.subtle)
const at = new Date('2026-11-24')
let ca: TrainingCa
let house: TrainingCa
beforeAll(() => {
  ca = makeTrainingCa()
  house = makeHouse(ca)
})
const verify = (bytes: Uint8Array, paper: Pick<ActsPaper, 'deviceKeys'>, options: object = {}) =>
  verifyPdf(port, bytes, { anchors: [ca.root], at, deviceKeys: paper.deviceKeys, ...options })
const textOf = (bytes: Uint8Array): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'balie-acts-')), 'a.pdf')
  writeFileSync(file, bytes)
  return execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ')
}

describe('a paper of acts', () => {
  it.each(Object.entries(casts))('of %s is accepted, with every act held to its own visit', async (_, cast) => {
    const paper = await paperOf(cast)
    const report = await verify(await sealedActs(paper, { ca: house }), paper)
    expect(report.problem).toBeNull()
    expect(report.contents?.acts?.map(({ visit }) => visit.signatureChecked)).toEqual(cast.map(() => true))
    expect(report.contents?.steps.map(({ claims }) => claims.method)).toEqual(cast.map(({ method }) => method))
    expect(report.contents?.page?.reference).toBe(paper.reference)
  })

  it('stays small: below 64 kB with four signers who all draw', async () => {
    expect((await sealedActs(await paperOf(casts.four), { ca: house })).length).toBeLessThan(64_000)
  })

  it('is accepted in every language and every way of signing, of one to four signers', async () => {
    const { mother, father, guardian, child } = people
    const methods = ['ink', 'typed', 'tapped', 'witnessed'] as const
    const languages = ['nl', 'nlSimple', 'en'] as const
    let turn = 0
    for (const count of [1, 2, 3, 4])
      for (const language of languages) {
        const cast = [mother, father, guardian, child].slice(0, count).map((part, i): Part => {
          turn += 1
          return { ...part, language: languages[(turn + i) % 3] ?? language, method: methods[(turn + i) % 4] ?? 'ink' }
        })
        const paper = await paperOf(cast)
        const report = await verify(await sealedActs(paper, { ca: house }), paper)
        expect([cast.map((one) => `${one.language} ${one.method}`), report.problem]).toEqual([expect.anything(), null])
      }
  }, 60_000)

  it('is the same bytes for the same acts', async () => {
    const paper = await paperOf(casts.three)
    const [one, other] = [await composeActs(paper, { assets, icc }), await composeActs(paper, { assets, icc })]
    if (!one.ok || !other.ok) throw new Error('composed')
    expect(Buffer.from(one.composed).equals(Buffer.from(other.composed))).toBe(true)
  })

  it('says of each signer who, in what part, how he is known, when and how he signed, in Dutch and in his own words', async () => {
    const text = textOf(await sealedActs(await paperOf(casts.three), { ca: house }))
    for (const said of [
      'Ondertekenaar 1 van 3',
      'WILLEKE DE BRUIJN',
      'Vraagt de toegang aan',
      'Zo las en tekende deze persoon het, in het Engels:',
      'You are asking for access to the record of your child F. (2013).',
      'Niet getekend, maar op akkoord getikt:',
      'Ouder met gezag, 22 november 2026, 16.40 uur',
      'Document vergeleken door een medewerker: Paspoort IH38C7D24',
      'Geeft toestemming',
      'Ja, zelf en zonder anderen erbij gegeven',
      'Ik vind het goed dat mijn ouder kijkt.',
    ])
      expect(text).toContain(said)
  })

  it('says in the report how many visits and kiosks, and that the child’s answer was given alone', async () => {
    const paper = await paperOf(casts.three)
    const bytes = await sealedActs(paper, { ca: house })
    const report = await verify(bytes, paper)
    const said = sentences(report, 'nl').join('\n')
    expect(said).toContain('Het ziekenhuis voegde 3 delen samen. Bezoeken: 3. Zuilen: 2.')
    expect(said).toContain('de handtekening van elke zuil klopt')
    expect(said).toContain('Antwoord zonder anderen erbij: ja.')
    expect(said).toContain(
      'Verzegeld door Ziekenhuis Rijnhout, 23 november 2026, 14.03 uur volgens de klok van het ziekenhuis.',
    )
    expect(said).not.toContain('Niet bewezen door een zuil')
    expect(technicalSentences(report, 'nl').filter((line) => line.includes('De zuil verklaarde zelf'))).toHaveLength(3)
    const unchecked = await verifyPdf(port, bytes, { anchors: [ca.root], at })
    expect(sentences(unchecked, 'en').join('\n')).toContain('the kiosks’ signatures were not checked separately')
  })

  it('may be composed days after the last act, when a kiosk was offline or the house away', async () => {
    const paper = await paperOf(casts.three)
    const response = { ...Object(paper.response), authored: '2026-11-25T10:00:00+01:00' }
    const late = { ...paper, at: v.parse(Instant, '2026-11-25T10:00:00+01:00'), response }
    const report = await verify(await sealedActs(late, { ca: house }), late, { at: new Date('2026-11-26') })
    expect(report.problem).toBeNull()
    const early = await composeActs({ ...late, at: paper.at }, { assets, icc })
    expect(early).toMatchObject({ ok: false, problem: 'attachment' })
  })

  it('takes a time stamp as every sealed document does', async () => {
    const tsa = makeTrainingTsa()
    const paper = await paperOf(casts.parents)
    const bytes = await sealedActs(paper, { ca: house, timeStamp: stampBy(tsa) })
    const later = new Date(Math.max(Date.now(), at.getTime()) + 3_600_000)
    const report = await verify(bytes, paper, { timeAnchors: [tsa.root], at: later })
    expect([report.problem, report.seal?.timeAuthority]).toEqual([null, 'Training Time'])
    const own = await verify(await sealedByCentral(paper, { ca, timeStamp: stampBy(tsa) }), paper, { timeAnchors: [tsa.root], at: later }) // prettier-ignore
    expect([own.problem, own.seal?.timeAuthority, own.seal?.device]).toEqual([null, 'Training Time', ''])
  })
})

describe('a record that was corrected between the acts', () => {
  const bsn = '999991231'
  const base = { given: 'Fenna', family: 'van den Akker', birthDate: '2013-03-14', bsn }
  /** The second parent's act is about this patient, signed by himself. */
  const corrected = async (first: typeof patient, then: typeof patient) => {
    const paper = await paperOf(casts.parents)
    const { set, acts } = paper.acts
    const made = await Promise.all(
      casts.parents.map((part, i) =>
        signedAct(part, {
          set,
          kiosks: paper.kiosks,
          place: { seq: i + 1, of: acts.length },
          content: contentOf(part, set, { patient: i === 0 ? first : then }),
        }),
      ),
    )
    return { ...paper, acts: { ...paper.acts, acts: made } }
  }

  it.each([
    ['another given name', base, { ...base, given: 'Fenna Maria' }],
    ['another family name', base, { ...base, family: 'de Bruijn' }],
    ['another date of birth', base, { ...base, birthDate: '2013-03-15' }],
    ['a number that came later', { ...base, bsn: null }, base],
  ] as const)('is accepted with %s, and the pages say how each read it', async (_, first, then) => {
    const paper = await corrected(first, then)
    const bytes = await sealedActs(paper, { ca: house })
    expect((await verify(bytes, paper)).problem).toBeNull()
    const text = textOf(bytes)
    expect(text.split('Patiënt, zo gelezen')).toHaveLength(2)
    expect(text).toContain(`Naam: ${then.given} ${then.family}`)
  })

  it.each([
    ['a twin', base, { ...base, given: 'Noor', bsn: '999992466' }],
    ['a namesake of the same day', base, { ...base, bsn: '999992466' }],
    [
      'somebody else under the same number',
      base,
      { ...base, given: 'Noor', family: 'Jansen', birthDate: '2014-05-01' },
    ],
    ['a twin without a number', { ...base, bsn: null }, { ...base, bsn: null, given: 'Noor' }],
    [
      'a namesake of another day without a number',
      { ...base, bsn: null },
      { ...base, bsn: null, birthDate: '2012-03-14' },
    ],
  ] as const)('is refused with %s, composed or forged under the house’s own seal', async (_, first, then) => {
    const paper = await corrected(first, then)
    expect(await composeActs(paper, { assets, icc })).toMatchObject({ ok: false, problem: 'form' })
    const told: Told = { steps: paper.acts, decision: paper.decision, fhir: paper.response }
    const report = await verify(await forgedPaper(paper, { told, seal: house }), paper)
    expect([report.accepted, report.problem?.id]).toEqual([false, 'form'])
  })
})

describe('nothing is composed', () => {
  it.each(['no', 'later', null] as const)('of a set in which a child answered %s', async (answer) => {
    const paper = await paperOf([people.mother, { ...people.child, answer }])
    const made = await composeActs(paper, { assets, icc })
    expect(made).toMatchObject({ ok: false, problem: 'steps', detail: 'act 2: notYes' })
  })

  it('of a set that is not complete', async () => {
    const paper = await paperOf(casts.three)
    for (const acts of [paper.acts.acts.slice(0, 2), paper.acts.acts.slice(1)]) {
      const made = await composeActs({ ...paper, acts: { ...paper.acts, acts: [...acts] } }, { assets, icc })
      expect(made).toMatchObject({ ok: false, problem: 'steps' })
    }
  })

  it('of an act by a kiosk whose key nobody knows', async () => {
    const paper = await paperOf(casts.parents)
    const stranger = await makeVisitKey()
    const made = await composeActs({ ...paper, deviceKeys: [stranger.key] }, { assets, icc })
    expect(made).toMatchObject({ ok: false, problem: 'device' })
  })
})

describe('a forged paper of acts', () => {
  it('is refused, whatever was done to the acts, also under the house’s own seal', async () => {
    const keys = { deviceKeys: [] as ActsPaper['deviceKeys'] }
    const forged = await actForgeries(house, (own) => (keys.deviceKeys = own))
    expect(forged.length).toBeGreaterThan(65)
    for (const { name, bytes } of forged) {
      const { problem } = await verify(bytes, keys)
      // By what was done to the acts, and not because the forger's pages came out badly.
      expect([name, problem?.id]).toEqual([name, expect.stringMatching(/^(steps|form|ink|device|attachment|timeContradiction)$/)]) // prettier-ignore
    }
  }, 120_000)

  it('is refused where its pages say something else than its acts', async () => {
    const forged = await actPageForgeries(house)
    expect(forged.length).toBeGreaterThan(20)
    for (const { name, bytes } of forged)
      expect([name, (await verify(bytes, { deviceKeys: [] })).problem?.id]).toEqual([name, 'page'])
  }, 60_000)

  it('is refused under a kiosk’s seal, a person’s, another house’s, and a house’s that may not seal', async () => {
    const paper = await paperOf(casts.parents)
    const seals = {
      'a kiosk’s': ca,
      'a physician’s': makeTrainingCa({ under: ca, person: 'Anna Visser' }),
      'another house’s': makeHouse(makeTrainingCa()),
      'an authority’s own': { ...ca, leaf: ca.root, key: ca.key },
      'a house’s for something else': makeTrainingCa({ under: ca, person: 'Ziekenhuis Rijnhout', usage: ['basicConstraints=critical,CA:FALSE', 'keyUsage=critical,digitalSignature'] }), // prettier-ignore
    }
    const expected = ['device', 'device', 'certificateUntrusted', expect.any(String), 'certificateUsage']
    const found: unknown[] = []
    for (const seal of Object.values(seals))
      found.push((await verify(await sealedActs(paper, { ca: seal }), paper)).problem?.id)
    expect(found).toEqual(expected)
  })

  it('is refused where one visit’s form is under the house’s seal', async () => {
    const visit = await makeVisitKey()
    const attachments = await attachmentsOf(dutch, visit, { visitCertificate: certificateFor(visit.key) })
    const report = await verifyPdf(port, await sealedPdf(dutch, { ca: house, attachments }), { anchors: [ca.root], at })
    expect(report.problem?.id).toBe('device')
  })

  it('is refused after any single change of what the acts say (200 runs)', async () => {
    const paper = await paperOf(casts.three)
    const honest = canonicalJson(paper.acts)
    const leaves = leavesOf(JSON.parse(honest))
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: leaves.length - 1 }), fc.nat(), fc.boolean(), async (which, how, drawn) => {
        const steps = JSON.parse(honest) as Told['steps']
        change(steps, leaves[which] ?? [], how)
        if (canonicalJson(steps) === honest) return
        const told: Told = { steps, decision: paper.decision, fhir: paper.response }
        const bytes = await forgedPaper(paper, {
          told,
          seal: house,
          drawn: drawn ? steps.acts : paper.acts.acts,
        })
        const report = await verify(bytes, paper)
        expect([leaves[which], report.accepted]).toEqual([leaves[which], false])
      }),
      { numRuns: 200 },
    )
  }, 120_000)

  it('is refused for any other order, choice or mixture of the acts of two sets (100 runs)', async () => {
    const [ours, theirs] = [await paperOf(casts.three), await paperOf(casts.three)]
    const all = [...ours.acts.acts, ...theirs.acts.acts]
    const keys = { deviceKeys: [...ours.deviceKeys, ...theirs.deviceKeys] }
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 4 }), async (chosen) => {
        const acts = chosen.flatMap((i) => all[i] ?? [])
        const signers = acts.map(({ content: { role } }) => casts.three.find((one) => one.signer.role === role)?.signer)
        const whole = ['0,1,2', '3,4,5'].includes(chosen.join())
        const set = whole ? (acts[0]?.content.set ?? '') : ours.acts.set
        const told: Told = {
          steps: { ...ours.acts, set, acts },
          decision: { ...ours.decision, signers },
          fhir: ours.response,
        }
        const bytes = await forgedPaper(ours, { told, seal: house })
        expect([chosen, (await verify(bytes, keys)).accepted]).toEqual([chosen, whole])
      }),
      { numRuns: 100 },
    )
  }, 120_000)
})

type Path = readonly (string | number)[]

/** The paths of all strings, numbers and nulls. */
function leavesOf(value: unknown, path: Path = []): readonly Path[] {
  if (Array.isArray(value)) return value.flatMap((one, i) => leavesOf(one, [...path, i]))
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, one]) => leavesOf(one, [...path, key]))
}

/** Another value at this place: a letter more, less or different, a number beside it, or nothing at all. */
function change(root: object, path: Path, how: number): void {
  let at = root as Record<string | number, unknown>
  for (const step of path.slice(0, -1)) at = at[step] as typeof at
  const key = path.at(-1) ?? ''
  const value = at[key]
  if (how % 7 === 0) Reflect.deleteProperty(at, key)
  else if (typeof value === 'number') at[key] = value + 1
  else if (typeof value !== 'string') at[key] = 'x'
  else at[key] = changedText(value, how)
}

function changedText(text: string, how: number): string {
  const at = text.length === 0 ? 0 : how % text.length
  if (how % 3 === 0) return `${text.slice(0, at)}${text.slice(at + 1)}`
  if (how % 3 === 1) return `${text.slice(0, at)}x${text.slice(at)}`
  const other = text[at] === 'A' ? 'B' : 'A'
  return `${text.slice(0, at)}${other}${text.slice(at + 1)}`
}
