/** An adult lets somebody look along: he reads whom he chose before he signs, and both sign one form in one visit. */
import { afterEach, describe, expect, it } from 'vitest'
import { outcomes } from '../../domain/outcome/outcomes.ts'
import { refusals } from '../../domain/rules/refusals/index.ts'
import { clerk } from './support/central.ts'
import { dayFrom } from './support/hospital.ts'
import {
  neighbour,
  otherCompared,
  otherShows,
  signs,
  toChosenHere,
  toOwnReview,
  toScopePreview,
  understood,
} from './support/look-along.ts'
import { cardOf, man, ofTwelve, passportOf } from './support/people.ts'
import { ink } from './support/stage.ts'
import type { Stage } from './support/stage.ts'

let stage: Stage
afterEach(async () => await stage.close())

const second = { guard: { person: 1 } }

async function signedByMan(): Promise<void> {
  stage = await toChosenHere()
  await stage.renderer.at('otherHere')
  await toOwnReview(stage)
  await signs(stage)
  await stage.renderer.at('handOver')
}

describe('an adult who lets somebody look along', () => {
  it('signs with whom he chose, one form in one visit, each with his own terms and language', async () => {
    await signedByMan()
    const { renderer, main } = stage
    expect(await renderer.at('handOver')).toMatchObject({ to: 'coHolder', who: 'chosen' })
    expect(main.stored).toEqual([])
    renderer.tap({ kind: 'next' })
    const review = await renderer.at('review')
    expect(renderer.view().language).toBe('en')
    expect(renderer.view().canBack).toBe(false)
    expect(review.rows.some(({ editable }) => editable)).toBe(false)
    expect(review.rows.find(({ linkId }) => linkId === 'grantee')?.value).toBe('HANNEKE MARIA MOL')
    await signs(stage)
    await renderer.at('done')
    const [stored, ...more] = main.stored
    if (stored === undefined) throw new Error('nothing was stored')
    expect(more).toEqual([])
    const { acceptances, steps, bundle, decision } = await main.open(stored)
    expect(acceptances.map(({ language }) => language)).toEqual(['nl', 'en'])
    const claims = steps.map(
      (step) =>
        JSON.parse(Buffer.from(step.split('.')[1] ?? '', 'base64url').toString()) as { name: string; role: string },
    )
    expect(claims.map(({ name, role }) => `${name}: ${role}`)).toEqual([
      'PIETER JANSEN: Patiënt',
      'HANNEKE MARIA MOL: Mag meekijken',
    ])
    expect(decision).toMatchObject({ form: 'capableAdultForm', row: 'R10', scope: ['appointments', 'medication'] })
    const resources = bundle.entry.map((one) => (one as { resource: Record<string, unknown> }).resource)
    const of = (type: string) => resources.filter(({ resourceType }) => resourceType === type)
    expect(of('RelatedPerson')).toMatchObject([
      { name: [{ family: 'MOL' }], relationship: [{ coding: [{ code: 'SPOWATT' }] }, {}] },
    ])
    const mandates = of('Consent').filter(({ provision }) => (provision as { actor?: unknown }).actor !== undefined)
    expect(mandates).toMatchObject([{ status: 'proposed', performer: [{ reference: 'Patient/pieter' }] }])
    expect(of('Consent')).toHaveLength(3)
  })

  it('reads in his own language and by name whom he lets look along, before he signs', async () => {
    stage = await toChosenHere()
    const { renderer } = stage
    expect(await renderer.at('otherHere')).toMatchObject({ who: 'chosen' })
    await toOwnReview(stage, ['letters'])
    const review = await renderer.at('review')
    expect(renderer.view().language).toBe('nl')
    expect(review.rows.find(({ linkId }) => linkId === 'grantee')?.value).toBe('HANNEKE MARIA MOL')
    expect(review.said).toMatch(/^Deze persoon kan straks 1 van de 6 onderdelen bekijken\. Dat kan tot en met/)
    expect(review.statement).toContain('De gekozen persoon mag meekijken')
    expect(review.note).toContain('Dan kan deze persoon kijken')
    expect(renderer.view().canBack).toBe(true)
  })

  it('alone is told to come back together, and only his accepted terms are sent', async () => {
    stage = await toChosenHere()
    await stage.renderer.at('otherHere')
    stage.renderer.tap({ kind: 'otherHere', yes: false })
    expect((await stage.renderer.at('outcome')).sentence).toContain('U tekent samen')
    const stored = await stage.main.until(() => (stage.main.stored.length === 1 ? stage.main.stored : null))
    expect(stored.map(({ header }) => header['kind'])).toEqual(['acceptance'])
  })

  it('walks away after the other was compared: nothing was signed or kept', async () => {
    stage = await toChosenHere()
    await stage.renderer.at('otherHere')
    await otherCompared(stage)
    await stage.renderer.at('handOver', ({ why }) => why === 'compared')
    await stage.central.end(stage.main.visit)
    await stage.renderer.at('outcome')
    expect(stage.main.heard.some(({ type }) => type === 'seal')).toBe(false)
  })
})

describe('what the chosen person will see', () => {
  const titles = async (): Promise<readonly string[]> => {
    stage.renderer.tap({ kind: 'openAll' })
    const { lines } = await stage.renderer.at('scopePreview', ({ allOpen }) => allOpen)
    return lines.flatMap((line) => (line.kind === 'row' ? [line.open?.title ?? ''] : []))
  }

  async function previewing(...kinds: readonly string[]): Promise<void> {
    stage = await toChosenHere()
    await stage.renderer.at('otherHere')
    await toScopePreview(stage, kinds)
  }

  it('is shown to the patient with what stands in the dossier today, covered, before he signs', async () => {
    await previewing('medication')
    const page = await stage.renderer.at('scopePreview')
    expect(page).toMatchObject({ who: 'HANNEKE MARIA MOL', subject: 'medication', rows: 1, anyOpen: false })
    expect(page.subjects).toEqual([{ subject: 'medication', count: 1 }])
    expect(JSON.stringify(page)).not.toMatch(/Metformine/)
    expect(await titles()).toEqual(['Metformine 500 mg'])
    expect(JSON.stringify(stage.renderer.views)).not.toMatch(/Penicilline|Oogarts|Leven met diabetes|Brief aan/)
  })

  it('is other kinds after a correction, and is not shown again for a correction of something else', async () => {
    await previewing('medication')
    const { renderer } = stage
    await renderer.at('scopePreview')
    renderer.tap({ kind: 'edit', linkId: 'scope' })
    await renderer.at('question', ({ linkId }) => linkId === 'scope')
    renderer.tap({ kind: 'answer', linkId: 'scope', values: ['summary', 'laboratory'] })
    expect(await renderer.at('scopePreview')).toMatchObject({ subject: 'allergies', rows: 1, elsewhere: true })
    renderer.tap({ kind: 'next' })
    await renderer.at('review')
    renderer.tap({ kind: 'edit', linkId: 'period' })
    await renderer.at('question', ({ linkId }) => linkId === 'period')
    renderer.tap({ kind: 'answer', linkId: 'period', values: ['whole'] })
    await renderer.at('review')
  })

  it('is without what the patient takes out, which is told to the central and to nobody else', async () => {
    await previewing('medication', 'letters')
    const { renderer, main } = stage
    await renderer.at('scopePreview')
    renderer.tap({ kind: 'takeOut', id: 'medication-1' })
    expect(await renderer.at('scopePreview')).toMatchObject({ takenOut: 0 })
    renderer.tap({ kind: 'open', id: 'medication-1' })
    await renderer.at('scopePreview', ({ anyOpen }) => anyOpen)
    renderer.tap({ kind: 'takeOut', id: 'medication-1' })
    const page = await renderer.at('scopePreview', ({ takenOut }) => takenOut === 1)
    expect(page).toMatchObject({ rows: 0, anyOpen: false })
    expect(page.subjects).toContainEqual({ subject: 'medication', count: 0 })
    renderer.tap({ kind: 'next' })
    await renderer.at('review')
    await signs(stage)
    await renderer.at('handOver')
    renderer.tap({ kind: 'next' })
    const seen = await renderer.at('review')
    expect(JSON.stringify(seen)).not.toMatch(/Metformine|Weggehaald|MedicationRequest/)
    await signs(stage)
    await renderer.at('done')
    const [stored] = main.stored
    if (stored === undefined) throw new Error('nothing was stored')
    const { withheld, bundle, pdf, decision } = await main.open(stored)
    expect(withheld).toEqual(['MedicationRequest/metformin'])
    expect(JSON.stringify([bundle, decision])).not.toMatch(/metformin/i)
    expect(Buffer.from(pdf ?? '', 'base64').toString('latin1')).not.toMatch(/metformin/i)
  })

  it('is all of it again when everything is put back, and then nothing is told', async () => {
    await previewing('medication')
    const { renderer, main } = stage
    await renderer.at('scopePreview')
    renderer.tap({ kind: 'openAll' })
    await renderer.at('scopePreview', ({ allOpen }) => allOpen)
    renderer.tap({ kind: 'takeOut', id: 'medication-1' })
    await renderer.at('scopePreview', ({ takenOut }) => takenOut === 1)
    renderer.tap({ kind: 'putBack' })
    expect(await renderer.at('scopePreview', ({ takenOut }) => takenOut === 0)).toMatchObject({ rows: 1 })
    renderer.tap({ kind: 'next' })
    await signs(stage)
    await renderer.at('handOver')
    renderer.tap({ kind: 'next' })
    await signs(stage)
    await renderer.at('done')
    const [stored] = main.stored
    expect(stored === undefined ? null : (await main.open(stored)).withheld).toBeUndefined()
  })

  it('is never shown to the chosen person, and is read once', async () => {
    await signedByMan()
    const reads = () => stage.central.calls.filter((call) => call.startsWith('GET /visit/fhir/Medication')).length
    const before = reads()
    stage.renderer.tap({ kind: 'next' })
    await signs(stage)
    await stage.renderer.at('done')
    expect(reads()).toBe(before)
    const pages = stage.renderer.views.filter(({ screen }) => screen.step === 'scopePreview')
    expect(new Set(pages.map(({ language }) => language))).toEqual(new Set(['nl']))
  })

  it('is left out where nothing of it stands on a kiosk', async () => {
    await previewing('laboratory')
    await stage.renderer.at('review')
    expect(stage.central.calls.some((call) => call.startsWith('GET /visit/fhir/Appointment'))).toBe(false)
  })
})

describe('whether the patient wants this himself', () => {
  async function asked(): Promise<void> {
    stage = await toChosenHere()
    await stage.renderer.at('otherHere')
    await toOwnReview(stage)
    await understood(stage)
    await stage.renderer.at('freeWill')
  }

  it('is asked of the patient before he signs, and of the chosen person never', async () => {
    await signedByMan()
    stage.renderer.tap({ kind: 'next' })
    await signs(stage)
    await stage.renderer.at('done')
    const asked = stage.renderer.views.filter(({ screen }) => screen.step === 'freeWill')
    expect(new Set(asked.map(({ language }) => language))).toEqual(new Set(['nl']))
  })

  it.each(['desk', 'later'])(
    'answered with "%s" ends in one pause, and rings the desk without a word of it',
    async (answer) => {
      await asked()
      const { renderer, main } = stage
      renderer.tap({ kind: 'freeWill', answer })
      const page = await renderer.at('outcome')
      expect(page).toEqual({ step: 'outcome', outcome: 'pausedForDesk', next: 'askDesk' })
      expect(outcomes.pausedForDesk.patient.nl).not.toMatch(/wil|zelf|hulp|alleen/i)
      await main.until(() => (main.heard.some(({ type }) => type === 'help') ? true : null))
      expect(main.heard.filter(({ type }) => type === 'help')).toEqual([{ type: 'help', why: 'alone' }])
      expect(main.heard.some(({ type }) => type === 'seal')).toBe(false)
      const stored = await main.until(() => (main.stored.length === 2 ? main.stored : null))
      expect(stored.map(({ header }) => header['kind'])).toEqual(['acceptance', 'acceptance'])
    },
  )

  it('is gone back from to the review, and no ink is taken there', async () => {
    await asked()
    stage.renderer.tap({ kind: 'ink', ink })
    stage.renderer.tap({ kind: 'back' })
    await stage.renderer.at('review')
    expect(stage.main.stored).toEqual([])
  })
})

describe('who is not let look along', () => {
  it('the patient himself, with the same document', async () => {
    stage = await toChosenHere()
    await stage.renderer.at('otherHere')
    await otherShows(stage, passportOf(man))
    expect(await stage.renderer.at('document', ({ problem }) => problem !== null)).toMatchObject({
      problem: 'sameDocument',
    })
  })

  it('the patient himself, with another document: both acceptances travel, nothing is signed', async () => {
    stage = await toChosenHere()
    await stage.renderer.at('otherHere')
    await otherCompared(stage, { ...man, number: 'NX4L9K3P8' })
    expect((await stage.renderer.at('outcome')).sentence).toContain(refusals['input.twoRoles'].visitor.en)
    const stored = await stage.main.until(() => (stage.main.stored.length === 2 ? stage.main.stored : null))
    expect(stored.map(({ header }) => header['kind'])).toEqual(['acceptance', 'acceptance'])
  })

  it('somebody under 18, before anything was chosen', async () => {
    stage = await toChosenHere()
    await stage.renderer.at('otherHere')
    await otherCompared(stage, { ...neighbour, birth: '120314' })
    expect((await stage.renderer.at('outcome')).sentence).toContain(refusals['R10.granteeTooYoung'].visitor.en)
  })

  it('somebody who looks along already', async () => {
    stage = await toChosenHere()
    await stage.renderer.at('otherHere')
    stage.central.fhir.all.push({
      resourceType: 'RelatedPerson',
      id: 'neighbour',
      active: true,
      patient: { reference: 'Patient/pieter' },
      name: [{ family: 'Mol', given: ['Hanneke', 'Maria'] }],
      birthDate: '1969-03-14',
    })
    stage.central.fhir.all.push({
      resourceType: 'Consent',
      id: 'before',
      status: 'active',
      scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }] },
      category: [{ coding: [{ system: 'http://loinc.org', code: '59284-0' }] }],
      patient: { reference: 'Patient/pieter' },
      policy: [{ uri: 'https://balie.example/fhir/policy/de-brug/1' }],
      provision: {
        type: 'permit',
        actor: [{ role: {}, reference: { reference: 'RelatedPerson/neighbour' } }],
      },
    })
    await otherCompared(stage)
    // What becomes of it is the patient's to say, so the screen goes back first.
    await stage.renderer.at('handOver', ({ to }) => to === 'visitor')
    stage.renderer.tap({ kind: 'next' })
    expect(await stage.renderer.at('replaceOld')).toMatchObject({ whose: 'others' })
    stage.renderer.tap({ kind: 'replaceOld', old: 'keeps' })
    expect((await stage.renderer.at('outcome')).sentence).toContain(refusals['mandate.exists'].visitor.nl)
  })

  it('somebody whose document the clerk does not accept: another one may be shown', async () => {
    stage = await toChosenHere()
    await stage.renderer.at('otherHere')
    await otherShows(stage)
    await stage.renderer.at('desk')
    await stage.central.visits.decline(stage.main.visit, 'doubt', clerk, { person: 1 })
    expect(await stage.renderer.at('outcome')).toMatchObject({ outcome: 'notConfirmed' })
    stage.renderer.tap({ kind: 'back' })
    await stage.renderer.at('document')
    stage.renderer.tap({ kind: 'mrz', text: cardOf({ ...neighbour, number: 'NX7H2J4M9' }), overflow: false })
    await stage.renderer.at('desk')
    await stage.central.visits.identify(stage.main.visit, 'J4M9', clerk, second)
    await stage.renderer.at('handOver', ({ why }) => why === 'compared')
  })

  it.each([
    ['the patient’s', 0],
    ['the chosen person’s', 1],
  ])('anybody, once %s document is doubted: both stop, and nobody hears why', async (_, person) => {
    await signedByMan()
    await stage.central.visits.decline(stage.main.visit, 'doubt', clerk, { person })
    const page = await stage.renderer.at('outcome')
    expect(page.outcome).toBe('refusedByRules')
    expect(page.sentence).not.toMatch(/twijfel|document|doubt/i)
    expect(stage.main.stored.filter(({ header }) => header['kind'] === 'form')).toEqual([])
  })
})

describe('who cannot let anybody look along here', () => {
  it.each([['of 13', `${ofTwelve.birthDate.slice(2, 4)}0203`, 'R10.tooYoungToChoose']] as const)(
    'a child %s',
    async (_, birth, id) => {
      stage = await toChosenHere({ ...man, family: 'de Bruijn', given: 'Noor', birth, number: 'NX0000007' })
      expect((await stage.renderer.at('outcome')).sentence).toContain(refusals[id].visitor.nl)
    },
  )

  it('a young person of 16 or 17, who reads that it is decided at the desk', async () => {
    const birthDate = dayFrom(-17 * 365 - 20)
    const bas = {
      ...man,
      family: 'Kok',
      given: 'Bas',
      birth: birthDate.slice(2).replaceAll('-', ''),
      number: 'NX0000008',
    }
    const patient = {
      resourceType: 'Patient' as const,
      id: 'bas',
      identifier: [{ system: 'http://fhir.nl/fhir/NamingSystem/bsn', value: '999990032' }],
      name: [{ use: 'official' as const, given: ['Bas'], family: 'Kok' }],
      birthDate,
    }
    stage = await toChosenHere(bas, [patient])
    expect((await stage.renderer.at('outcome')).sentence).toContain(refusals['R06.refer'].visitor.nl)
  })
})
