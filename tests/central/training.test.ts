import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { privacy } from '../../central/published/content/privacy.ts'
import { terms } from '../../central/published/content/terms.ts'
import { childForm } from '../../central/published/content/child-form.ts'
import { Cast, makeCast } from '../../central/training/cast.ts'
import { everyStatus, noAllergies } from '../../central/training/every-status.ts'
import { checkDigit } from '../../central/training/mrz.ts'
import { recordOf } from '../../central/training/record.ts'
import { samplesOf } from '../../central/training/samples.ts'
import { dossier } from '../../domain/dossier/dossier.ts'
import { groupsOf } from '../../domain/dossier/read/line.ts'
import { ageOn } from '../../domain/days/calendar.ts'
import { readForm } from '../../domain/forms/form.ts'
import { readBsn } from '../../domain/identity/bsn.ts'
import { readMrz } from '../../domain/identity/mrz.ts'
import { CalendarDay } from '../../domain/ids.ts'
import { languages } from '../../domain/language.ts'
import * as v from 'valibot'
import { folder, training } from './support/kiosk.ts'

const days = ['2026-11-23', '2028-02-29', '2027-01-01'].map((day) => v.parse(CalendarDay, day))

describe('the invented people', () => {
  it('has check digits as ICAO 9303 part 3 computes them', () => {
    expect(checkDigit('520727')).toBe('3')
    expect(checkDigit('D231458907<<<<<<<<<<<<<<<34071279507122<<<<<<<<<<')).toBe('2')
  })

  it.each(days)('carry documents that the kiosk reads, on %s, but for the expired one', (today) => {
    for (const random of [false, true]) {
      const cast = makeCast({ today, random })
      const readings = samplesOf(cast).map(({ mrz }) => readMrz({ text: mrz.join('\n'), overflow: false, today }))
      expect(readings.map((reading) => (reading.ok ? 'read' : reading.problem))).toEqual([
        'read', 'read', 'read', 'documentExpired', 'read', 'read', 'read', 'read', 'read', 'read', 'read', 'read', 'read',
        'read', 'read',
        'read', 'read', 'read', 'read',
        'read', 'read', 'read', 'read',
        'read', 'read',
      ]) // prettier-ignore
      const [mother] = readings
      expect(mother?.ok && mother.read).toMatchObject({
        family: cast.people.mother.family.toUpperCase(),
        given: cast.people.mother.given.toUpperCase(),
        birthDate: cast.people.mother.birthDate,
        document: { kind: 'passport', number: cast.people.mother.document?.number },
      })
    }
  })

  it.each(days)('are as old as their scenes need, on %s, with numbers that pass the eleven test', (today) => {
    const { people } = makeCast({ today, random: false })
    expect(ageOn(people.child.birthDate, today)).toBe(7)
    expect(ageOn(people.teenager.birthDate, today)).toBe(13)
    const bsns = Object.values(people).map(({ bsn }) => bsn)
    expect(bsns.every((bsn) => readBsn(bsn) === bsn && bsn.startsWith('999'))).toBe(true)
    expect(new Set(bsns).size).toBe(bsns.length)
  })

  it('have names that stand nowhere else when markers are asked for, in a file for their finder only', async () => {
    const data = folder()
    const central = await training(data.path, { markers: true })
    await central.close()
    const file = join(data.path, 'markers.json')
    const markers = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string[]>
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(markers['mother']?.[0]).toMatch(/^[A-Z][a-z]{11}$/)
    const resources = JSON.stringify(central.samples)
    expect(resources).toContain(markers['child']?.[0])
    expect(resources).not.toContain('Noor')
    data.remove()
  })
})

describe('the dossier in which each status stands once', () => {
  const [today] = days
  const resources = (own: readonly object[]) => [
    { resourceType: 'Patient', id: 'p' },
    ...own.map((one, at) => ({ ...one, id: `r${String(at)}` })),
  ]

  it('has a line in every group but four, and each kind of what is not shown', () => {
    const { groups, leftOut } = dossier(resources(everyStatus('Patient/p', today ?? never())), today ?? never(), 'nl')
    const found = groups.map(({ subject, group }) => `${subject} ${group}`)
    const all = Object.entries(groupsOf).flatMap(([subject, names]) => names.map((name) => `${subject} ${name}`))
    // "None known" is somebody else's.
    const absent = ['allergies noneKnown', 'medication noneKnown', 'medication unclear', 'leaflets replaced']
    expect(all.filter((group) => !found.includes(group)).toSorted()).toEqual(absent.toSorted())
    expect(leftOut.map(({ subject, reason }) => `${String(subject)} ${reason}`).toSorted()).toEqual([
      'allergies error',
      'appointments error',
      'documents confidential',
      'leaflets notAddressed',
      'medication notFinal',
    ])
    const said = JSON.stringify(groups)
    expect(said).toContain('1 tot 2 tabletten per keer')
    expect(said).toContain('Verplaatst: u komt een week later.')
    for (const hidden of ['psycholoog', 'meekijken', 'Naproxen', 'Latex']) expect(said).not.toContain(hidden)
  })

  it('says of another person that there are no allergies', () => {
    const { groups } = dossier(resources([noAllergies('Patient/p', today ?? never())]), today ?? never(), 'nl')
    expect(groups.map(({ group, lines }) => [group, lines[0]?.title])).toEqual([
      ['noneKnown', 'Er zijn geen allergieën bekend'],
    ])
  })

  it('is not asked of a cast that was made before', () => {
    const { later: _later, ...before } = makeCast({ today: today ?? never(), random: false })
    const cast = v.parse(Cast, before)
    expect(samplesOf(cast)).toHaveLength(8)
    expect(recordOf(cast).filter(({ resourceType }) => resourceType === 'Patient')).toHaveLength(9)
  })

  it('has whom each representative comes for in the record, and nobody whom an older cast lacks', () => {
    const whole = makeCast({ today: today ?? never(), random: false })
    const bsns = (cast: Cast): readonly string[] =>
      recordOf(cast).flatMap((one) => (one.resourceType === 'Patient' ? (one.identifier?.[0]?.value ?? []) : []))
    for (const { patient, scene } of samplesOf(whole))
      if (scene in (whole.later ?? {})) expect(bsns(whole)).toContain(patient.bsn)
    const { ward: _ward, ...later } = whole.later ?? {}
    const older = v.parse(Cast, { ...whole, later })
    expect(samplesOf(older).some(({ scene }) => scene === 'curator')).toBe(false)
    expect(bsns(older)).toHaveLength(bsns(whole).length - 1)
  })
})

function never(): never {
  throw new Error('there is a first day')
}

describe('the training hospital’s texts', () => {
  const sentences = (text: string) => text.replace(/\S+@\S+|\d-\d+/g, 'adres').split(/[.!?:](?:\s|$)/)
  const form = readForm(childForm)
  const formTexts =
    form === null
      ? []
      : form.questions.flatMap(({ text, help, options }) => [
          text,
          ...(help === null ? [] : [help]),
          ...options.flatMap(({ label, detail }) => [label, ...(detail === null ? [] : [detail])]),
        ])
  const all = [terms, privacy].flatMap(({ title, points, passages }) => [
    title,
    ...points,
    ...passages.flatMap(({ heading, text }) => [...(heading === null ? [] : [heading]), text]),
  ])

  it.each(languages)('has no sentence of more than twelve words in %s', (language) => {
    const long = [...all, ...formTexts]
      .flatMap((text) => sentences(text[language]))
      .filter((sentence) => sentence.split(/\s+/).filter((word) => word !== '').length > 12)
    expect(long).toEqual([])
  })

  it('says the form in plain Dutch too, where that differs', () => {
    const scope = form?.questions.find(({ linkId }) => linkId === 'scope')
    expect(scope?.text).toEqual({
      nl: 'Wat wilt u kunnen zien?',
      nlSimple: 'Wat wilt u zien?',
      en: 'What do you want to be able to see?',
    })
  })

  it('offers at most six answers to a question', () => {
    expect(form?.questions.map(({ options }) => options.length).every((count) => count <= 6)).toBe(true)
    expect(form?.questions.map(({ linkId }) => linkId)).toEqual(['authority', 'scope', 'purpose', 'period', 'notify'])
  })
})
