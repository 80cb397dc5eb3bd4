/** The version at approval may only narrow what was signed, or forbid it: each way, with its own id and sentences. */
import { describe, expect, it } from 'vitest'
import { checkTexts } from '../../build/text/check-texts.ts'
import { languages } from '../../domain/language.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import { atApproval } from '../../domain/rules/at-approval.ts'
import { decide, type Facts, type FormDecision } from '../../domain/rules/index.ts'
import { nextSteps } from '../../domain/rules/refusals/next.ts'
import { approvalRefusals } from '../../domain/rules/refusals/approval.ts'
import { changed, day, motherOfSeven } from './sample.ts'

type Cells = { readonly [G in keyof HospitalPolicy]?: Partial<HospitalPolicy[G]> }

/** The default policy with some cells changed. */
function policy(cells: Cells): HospitalPolicy {
  const groups = Object.entries(cells).map(([name, change]) => {
    const old: unknown = Object.entries(defaultPolicy).find(([key]) => key === name)?.[1]
    return [name, { ...(old as object), ...(change as object) }]
  })
  return { ...defaultPolicy, ...(Object.fromEntries(groups) as object) }
}
const decided = (cells: Cells = {}, facts: Facts = motherOfSeven) => decide({ facts, policy: policy(cells) })
function formOf(cells: Cells = {}, facts: Facts = motherOfSeven): FormDecision {
  const decision = decided(cells, facts)
  if (decision.kind === 'refusal') throw new Error(decision.id)
  return decision
}
/** What stays of the form that was signed, or the id of the refusal. */
function stays(signed: FormDecision, now: ReturnType<typeof decided>): FormDecision {
  const may = atApproval({ signed, now })
  if (may.kind === 'refusal') throw new Error(may.id)
  return may.decision
}
const idOf = (signed: ReturnType<typeof decided>, now: ReturnType<typeof decided>) => {
  const may = atApproval({ signed, now })
  return may.kind === 'refusal' ? may.id : 'form'
}

/** A proxy whom an adult patient chose. */
const chosen = changed(motherOfSeven, {
  relation: 'voluntaryProxy',
  patient: { birth: day('1960-01-01'), identity: { level: 'identified', documentValidUntil: null } },
})

describe('at approval', () => {
  it('the same version changes nothing', () => {
    const signed = formOf()
    expect(atApproval({ signed, now: decided() })).toEqual({ kind: 'form', decision: signed })
  })

  it('the stricter approver approves, and only he is asked to', () => {
    const staff = { approver: { child: 'staff' } } as const
    for (const [before, after] of [
      [staff, {}],
      [{}, staff],
    ]) {
      const left = stays(formOf(before), decided(after))
      expect(left.approver).toBe('physician')
      expect(left.notices.filter(({ what }) => what === 'pleaseApprove').map(({ to }) => to)).toEqual(['physician'])
    }
    expect(stays(formOf(staff), decided(staff)).approver).toBe('staff')
  })

  it('the earlier end holds, with its reason, also against no end at all', () => {
    expect(formOf({}, chosen).end.day).toBeNull()
    const term = { voluntary: { termYears: 2 } } as const
    const short = { day: '2028-11-23', lastDay: '2028-11-22', reason: 'termOfPolicy' }
    expect(stays(formOf({}, chosen), decided(term, chosen)).end).toEqual(short)
    expect(stays(formOf(term, chosen), decided({}, chosen)).end).toEqual(short)
    expect(stays(formOf({ voluntary: { termYears: 5 } }, chosen), decided(term, chosen)).end).toEqual(short)
  })

  it('the later start holds', () => {
    const later = changed(motherOfSeven, { request: { from: day('2027-02-01') } })
    const start = { day: '2027-02-01', reason: 'asked' }
    expect(stays(formOf(), decided({}, later)).start).toEqual(start)
    expect(stays(formOf({}, later), decided()).start).toEqual(start)
  })

  it('on the same day the reason at signing stays', () => {
    const signed = formOf()
    const now: FormDecision = {
      ...signed,
      start: { day: signed.start.day, reason: 'asked' },
      end: { ...signed.end, reason: 'asked' },
    }
    expect(stays(signed, now)).toMatchObject({ start: { reason: 'registration' }, end: { reason: 'twelfthBirthday' } })
  })

  it('only the data that both allow stay', () => {
    const letters = { scope: { child: ['letters', 'imaging'] } } as unknown as Cells
    const images = { scope: { child: ['imaging', 'summary'] } } as unknown as Cells
    expect(stays(formOf(letters), decided(images)).scope).toEqual(['imaging'])
  })

  it('a pause of either holds, as long as it comes before the end', () => {
    const pausing = { children: { atTwelve: 'pausesUntilChildConsents' } } as const
    const pause = { day: '2031-05-14', until: 'childConsents' }
    expect(formOf(pausing).pauses).toEqual([pause])
    // The default ends on that day, so nothing is left to pause.
    expect(stays(formOf(pausing), decided())).toMatchObject({ end: { day: '2031-05-14' }, pauses: [] })
    const signed = { ...formOf(pausing), pauses: [] }
    expect(stays(signed, decided(pausing)).pauses).toEqual([pause])
    expect(stays(formOf(pausing), decided(pausing)).pauses).toEqual([pause])
    const earlier = { day: day('2030-01-01'), until: 'childConsents' } as const
    expect(stays(formOf(pausing), { ...formOf(pausing), pauses: [earlier] }).pauses).toEqual([pause, earlier])
  })

  it('a review of either holds, by whoever approves', () => {
    const review = { day: day('2028-01-01'), why: 'rulingWithoutEnd', by: 'staff' } as const
    const signed = formOf()
    const left = stays(
      { ...signed, reviews: [review] },
      { ...signed, reviews: [{ ...review, day: day('2029-01-01') }] },
    )
    expect(left.reviews).toEqual([
      { ...review, by: 'physician' },
      { ...review, day: '2029-01-01', by: 'physician' },
    ])
    expect(stays({ ...signed, reviews: [review] }, { ...signed, reviews: [review] }).reviews).toHaveLength(1)
    const afterTheEnd = { ...review, day: day('2031-05-14') }
    expect(stays({ ...signed, reviews: [afterTheEnd] }, signed).reviews).toEqual([])
    const endless = formOf({}, chosen)
    expect(stays({ ...endless, reviews: [review] }, endless).reviews).toEqual([review])
  })

  it('the rules of both are named, those at signing first', () => {
    const left = stays(formOf({ approver: { child: 'staff' } }), decided())
    expect(left.rules).toContain('approver.staff')
    expect(left.rules.at(-1)).toBe('approver.physician')
    expect(new Set(left.rules).size).toBe(left.rules.length)
  })

  it.each<[string, ReturnType<typeof decided>, ReturnType<typeof decided>, string]>([
    ['nothing could be signed', decided({ children: { under12: 'refer' } }), decided(), 'approval.nothingSigned'],
    ['the rules of now refuse', decided(), decided({ children: { under12: 'refer' } }), 'approval.nowRefused'],
    ['another form is needed', formOf(), decided({}, chosen), 'approval.otherForm'],
    [
      'another form of the same row is needed',
      formOf(),
      { ...formOf(), form: 'youngPersonForm' },
      'approval.otherForm',
    ],
    ['somebody else of this kind must sign', formOf(), { ...formOf(), signers: formOf().signers.map((one) => ({ ...one, role: 'coHolder' })) }, 'approval.moreAsked'], // prettier-ignore
    ['who signed counts as another kind now', formOf(), { ...formOf(), signers: formOf().signers.map((one) => ({ ...one, relation: 'guardian' })) }, 'approval.moreAsked'], // prettier-ignore
    ['another row of the same form holds', formOf(), { ...formOf(), row: 'R04' }, 'approval.otherForm'],
    ['it is for another purpose', formOf(), { ...formOf(), purpose: 'arrangeCare' }, 'approval.otherRequest'],
    ['it became a change', formOf(), { ...formOf(), supersedes: true }, 'approval.otherRequest'],
    ['a higher level of identity is asked', formOf(), { ...formOf(), signers: formOf().signers.map((one) => ({ ...one, minimumIdentity: 'authenticated' })) }, 'approval.moreAsked'], // prettier-ignore
    ['one proof more is asked', formOf(), { ...formOf(), signers: formOf().signers.map((one) => ({ ...one, proves: [...one.proves, 'ruling'] })) }, 'approval.moreAsked'], // prettier-ignore
    ['a signer more is asked', formOf(), { ...formOf(), signers: [...formOf().signers, ...formOf({}, chosen).signers] }, 'approval.moreAsked'], // prettier-ignore
    ['somebody must be asked alone', formOf(), { ...formOf(), signers: formOf().signers.map((one) => ({ ...one, alone: true })) }, 'approval.moreAsked'], // prettier-ignore
    ['no kind of data is left', { ...formOf(), scope: ['letters'] }, { ...formOf(), scope: ['imaging'] }, 'approval.nothingLeft'], // prettier-ignore
    ['no day is left', formOf(), { ...formOf(), start: { day: day('2031-05-14'), reason: 'asked' } }, 'approval.nothingLeft'], // prettier-ignore
  ])('is refused when %s', (_, signed, now, id) => {
    expect(idOf(signed, now)).toBe(id)
  })

  it('what was asked and is asked no longer forbids nothing, and the signatures stay as they are', () => {
    const signed = formOf()
    const [signer] = signed.signers
    const less = { ...signed, signers: signed.signers.map((one) => ({ ...one, proves: [], gives: 'noObjection' as const })) } // prettier-ignore
    expect(signer?.proves.length).toBeGreaterThan(0)
    expect(stays(signed, less).signers).toEqual(signed.signers)
    expect(idOf(less, signed)).toBe('approval.moreAsked')
    const consent = { ...signed, signers: signed.signers.map((one) => ({ ...one, gives: 'consent' as const })) }
    expect([idOf(consent, signed), idOf(signed, consent)]).toEqual(['approval.moreAsked', 'form'])
  })

  it('a refusal of the rules is told in its own words, which betray nothing', () => {
    const refusal = decided({ children: { under12: 'refer' } })
    const may = atApproval({ signed: formOf(), now: refusal })
    if (may.kind === 'form' || refusal.kind === 'form') throw new Error('a form')
    expect([may.visitor, may.next, may.rules]).toEqual([refusal.visitor, refusal.next, refusal.rules])
    expect(may.staff).toBe(`${approvalRefusals['approval.nowRefused'].staff} ${refusal.staff}`)
    const other = atApproval({ signed: formOf(), now: decided({}, chosen) })
    const { visitor, staff } = approvalRefusals['approval.otherForm']
    expect(other).toMatchObject({ visitor, staff, next: { id: 'desk', text: nextSteps.desk }, rules: [] })
  })
})

describe('each refusal at approval', () => {
  it('has its sentence in every language, within twelve words', () => {
    const catalogue = (language: (typeof languages)[number]) =>
      Object.fromEntries(Object.entries(approvalRefusals).map(([id, { visitor }]) => [id, visitor[language]]))
    expect(checkTexts(Object.fromEntries(languages.map((one) => [one, catalogue(one)])))).toEqual([])
  })
  it('says something else to staff', () => {
    const staff = Object.values(approvalRefusals).map((one) => one.staff)
    expect(new Set(staff).size).toBe(staff.length)
  })
})
