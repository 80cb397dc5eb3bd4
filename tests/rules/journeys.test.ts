/** Journeys are data: each has a way from the first page on, and decides nothing. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { stageOf, stages, steps } from '../../domain/contract/control/step.ts'
import { VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import { child } from '../../domain/journeys/child.ts'
import { explain } from '../../domain/journeys/explain.ts'
import { isOwn, journeyOf, journeys, journeysBehind, leadsOn, stopsMandates } from '../../domain/journeys/index.ts'
import { doors } from '../../domain/contract/messages/parts.ts'
import { wholeRequest } from '../../domain/forms/request.ts'
import { progressAt } from '../../domain/journeys/progress.ts'
import { journeyIds } from '../../domain/ids.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { decide } from '../../domain/rules/index.ts'
import { nextSteps } from '../../domain/rules/refusals/next.ts'
import { refusals } from '../../domain/rules/refusals/index.ts'
import { claimOf } from '../gateway/bench.ts'
import { day } from './sample.ts'

describe.each(journeys)('The journey $id', (journey) => {
  it('is found by its id and behind its own door', () => {
    expect(journeyOf(journey.id)).toBe(journey)
    expect(journeysBehind(journey.door)).toContain(journey)
  })

  it('has stages in the order of a visit, each once', () => {
    const inOrder = stages.filter((stage) => journey.stages.includes(stage))
    expect(journey.stages).toEqual(inOrder)
    expect(journey.stages.slice(0, 2)).toEqual(['language', 'forWhom'])
  })

  it('goes on to an identity check, or explains itself', () => {
    expect(leadsOn(journey)).toBe(journey.words.explained === null)
    if (!leadsOn(journey)) expect(journey.stages).toEqual(['language', 'forWhom'])
  })

  it('has words for a form exactly when one is filled in', () => {
    expect(journey.words.form !== null).toBe(journey.stages.includes('questions'))
  })

  it('asks for no paper and names no representative where the visitor is the patient', () => {
    // Whoever stops a mandate stops it whatever the patient's age: nothing is foreseen.
    if (!isOwn(journey)) return expect(journey.ages === null).toBe(stopsMandates(journey))
    expect([journey.evidence, journey.ages, journey.coding.representative]).toEqual([[], null, null])
  })

  it('counts its stages up to the last without a gap', () => {
    const counted = journey.stages.flatMap((stage) => progressAt(journey, stage) ?? [])
    const last = counted.at(-1)
    expect(last?.at).toBe(last?.of)
    expect([...new Set(counted.map(({ at }) => at))]).toEqual(Array.from({ length: last?.of ?? 0 }, (_, at) => at + 1))
  })
})

it('every id has its journey', () => {
  expect(journeys.map(({ id }) => id).sort()).toEqual([...journeyIds].sort())
})

describe.each(doors)('Behind the door %s', (door) => {
  const behind = journeysBehind(door)

  it('a journey is alone, or each has a card of its own on the next page', () => {
    const cards = behind.map(({ words }) => words.choice?.label.nl ?? null)
    if (behind.length < 2) return expect(cards.filter((card) => card !== null)).toEqual([])
    expect(cards).not.toContain(null)
    expect(new Set(cards).size).toBe(behind.length)
  })

  it('each journey is another relation to the rules and another word to the clerk', () => {
    expect(new Set(behind.map(({ relations }) => relations.join())).size).toBe(behind.length)
    expect(new Set(behind.map(({ words }) => words.staff.choice)).size).toBe(behind.length)
  })

  it('says what to bring where a paper is looked at, and nothing where it is only explained', () => {
    for (const journey of behind.filter(({ words }) => words.choice !== null))
      expect(journey.words.choice?.needs.length === 0).toBe(journey.evidence.length === 0)
  })
})

it('every stage has a step, and a stage that is not of the journey has no number', () => {
  for (const stage of stages) expect(steps.some((step) => stageOf[step] === stage)).toBe(true)
  expect(progressAt(journeyOf('child'), 'dossier')).toBeNull()
  expect(progressAt(journeyOf('own-dossier'), 'dossier')).toEqual({ at: 3, of: 3 })
})

it('who comes for the own dossier is the patient to the rules, which ask no form of him', () => {
  const claim = claimOf('self')
  const record = v.parse(VisitRecord, {
    visit: '1b0c9a52-54a0-4d2f-8d2c-6a4e0f1c7d11',
    state: 'bound',
    callNumber: 42,
    assurance: 'identified',
    claim,
    declined: false,
    evidence: [],
    evidenceMissing: false,
    patient: 'Patient/mother',
    lookUpsLeft: 2,
    deskPicks: false,
    endedBecause: null,
  })
  const patient = { birthDate: claim.birthDate, deceased: false, bsn: '999990019', given: 'Sanne', family: 'Verhoeven' }
  const mandates = { existing: [], blocked: false, suspended: false }
  const known = { record, claim, patient, mandates, request: wholeRequest, today: day('2026-11-23') }
  const decision = decide({ facts: journeyOf('own-dossier').facts(known), policy: defaultPolicy })
  expect(decision).toMatchObject({ kind: 'refusal', id: 'R01.ownRight' })
})

describe('A journey that is only explained', () => {
  const three = (text: string) => ({ nl: text, nlSimple: text, en: text })
  const explained = { title: three('Titel'), withForm: three('Er is een formulier.'), points: [three('Vraag het.')] }
  const journey = { ...child, ages: { all: [7], usual: 7 }, words: { ...child.words, explained } }
  const asked = { policy: defaultPolicy, today: day('2026-11-23') }

  it('tells what the rules say of the usual patient, and what to do then', () => {
    const told = explain(journey, asked)
    expect(told?.ruled.map(({ nl }) => nl)).toEqual([
      'Wij hebben een uittreksel over het gezag nodig.',
      'Vraag een nieuw uittreksel aan op rechtspraak.nl en neem het mee.',
    ])
    expect(told?.points).toEqual(explained.points)
  })

  it('tells of the form where the rules would ask for one', () => {
    const byRegister = { ...defaultPolicy, authority: { ...defaultPolicy.authority, parentEvidence: 'brp' as const } }
    const facts: typeof child.facts = (known) => ({
      ...child.facts(known),
      evidence: {
        ...child.facts(known).evidence,
        authorityExtract: { source: 'brp', issuedOn: known.today, authority: 'sole' },
      },
    })
    const told = explain({ ...journey, facts }, { ...asked, policy: byRegister })
    expect(told?.ruled).toEqual([explained.withForm])
  })

  it('is not explained when it goes on here', () => {
    expect(explain(child, asked)).toBeNull()
  })
})

describe('16 or 17', () => {
  const asked = { policy: defaultPolicy, today: day('2026-11-23') }
  const journey = journeyOf('young-person')

  it('is explained in the words of the rule that the young person decides', () => {
    expect(explain(journey, asked)?.ruled).toEqual([refusals['R06.refer'].visitor, nextSteps.desk])
  })

  it('tells of the form at the desk where the hospital has one, and names no signature at this kiosk', () => {
    const policy = { ...defaultPolicy, young: { ...defaultPolicy.young, route: 'form' as const } }
    expect(explain(journey, { ...asked, policy })?.ruled).toEqual([journey.words.explained?.withForm])
  })

  it('is said of both years and of each birthday', () => {
    for (const today of ['2028-02-29', '2027-02-28', '2026-12-31'])
      expect(explain(journey, { ...asked, today: day(today) })?.ruled[0]).toBe(refusals['R06.refer'].visitor)
    const told = journey.ages?.all.map((usual) => explain({ ...journey, ages: { all: [usual], usual } }, asked)?.ruled)
    expect(new Set(told?.map((ruled) => JSON.stringify(ruled))).size).toBe(1)
  })
})
